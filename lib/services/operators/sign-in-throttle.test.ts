import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { addressBlock } from '../address-block'
import type { Context } from '../context'
import { testWorld } from '../testing'
import { createOperator } from './create-operator'
import { signIn } from './sign-in'
import { doorLanes } from './sign-in-throttle'
import { signedInBy } from './testing-sign-in'

const world = await testWorld()
const PASSWORD = 'a quiet harbour in november'
const WRONG = 'not the right password'
const SOURCE = { userAgent: 'Firefox' }
let count = 0

beforeEach(async () => {
  await world.database.owner.query('delete from sign_in_throttle')
})

function from(ip: string): Context {
  return { ...world.system, services: world.services.console, requestIp: ip }
}

async function newAccount(): Promise<string> {
  count += 1
  const email = `throttled-${count}@example.org`
  const bindings = [{ role: 'support' as const, applicationId: null }]
  const made = await createOperator(world.administrator, { name: 'Nora', email, password: PASSWORD, bindings })
  if (!made.ok) throw new Error(made.message)
  return email
}

async function attempt(email: string, ip: string, device?: string): Promise<string> {
  const source = device === undefined ? SOURCE : { ...SOURCE, device }
  return signIn(from(ip), { email, password: WRONG }, source).then(
    () => 'let in',
    (error) => `${error.code}: ${error.message}`,
  )
}

describe('a known device', () => {
  test('has a budget of its own, and it ends', async () => {
    const email = await newAccount()
    const { device } = await signedInBy(from('198.51.100.7'), { email, password: PASSWORD }, SOURCE)
    const outcomes: string[] = []
    for (let guess = 0; guess < 7; guess += 1) outcomes.push(await attempt(email, '198.51.100.7', device))
    expect(outcomes.map((each) => each.split(':')[0])).toEqual([
      ...Array(5).fill('unauthenticated'),
      ...Array(2).fill('too_many_attempts'),
    ])
    // Guesses with it elsewhere are the same device's; without it they are a stranger's.
    expect(await attempt(email, '203.0.113.7', device)).toMatch(/^too_many_attempts/)
    expect(await attempt(email, '203.0.113.7')).toMatch(/^unauthenticated/)
  })

  test('is known for the account that signed in with it, and for no other', async () => {
    const [mine, other] = [await newAccount(), await newAccount()]
    const { device } = await signedInBy(from('198.51.100.7'), { email: mine, password: PASSWORD }, SOURCE)
    for (let guess = 0; guess < 5; guess += 1) await attempt(other, '203.0.113.7')
    expect(await attempt(other, '203.0.113.7', device)).toMatch(/^too_many_attempts/)
    expect(await attempt(mine, '203.0.113.7', device)).toMatch(/^unauthenticated/)
  })

  test('is stored as a digest, another one for each account of the same browser', async () => {
    const [mine, other] = [await newAccount(), await newAccount()]
    const { device } = await signedInBy(from('198.51.100.7'), { email: mine, password: PASSWORD }, SOURCE)
    await signedInBy(from('198.51.100.7'), { email: other, password: PASSWORD }, { ...SOURCE, device })
    const { rows } = await world.database.owner.query<{ row: string; digest: string }>(
      `select d::text as row, encode(digest, 'hex') as digest from operator_device d order by first_seen_at desc limit 2`,
    )
    expect(new Set(rows.map(({ digest }) => digest)).size).toBe(2)
    for (const { row } of rows) expect(row).not.toContain(device)
  })
})

describe('lanes', () => {
  const anywhere = fc.ipV4()

  test('of an account in two networks have nothing in common, so no guess elsewhere counts here', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (here, elsewhere) => {
        fc.pre(addressBlock(here) !== addressBlock(elsewhere))
        const names = (ip: string) => doorLanes('dana@example.org', ip, null).map(({ name }) => JSON.stringify(name))
        return !names(here).some((name) => names(elsewhere).includes(name))
      }),
    )
  })

  test('of a known device are the account’s and the device’s alone, wherever it is', () => {
    fc.assert(
      fc.property(anywhere, anywhere, (here, elsewhere) => {
        const lanes = doorLanes('Dana@example.org', here, 'device-1')
        expect(lanes).toEqual(doorLanes('dana@example.org', elsewhere, 'device-1'))
        expect(lanes).toHaveLength(1)
      }),
    )
  })
})
