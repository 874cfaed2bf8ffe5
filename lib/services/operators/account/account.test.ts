import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../../context'
import { testWorld } from '../../testing'
import { createOperator } from '../create-operator'
import { currentOperator } from '../current-operator'
import { signedInBy } from '../testing-sign-in'
import { changePassword } from './change-password'
import { endOwnSessions } from './end-own-sessions'
import { listOwnSessions } from './own-sessions'
import { renameSelf } from './rename-self'

const world = await testWorld()
const PASSWORD = 'a quiet harbour in november'
const NEW_PASSWORD = 'seven lanterns over the estuary'
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'

const door = { ...world.system, services: world.services.console }
let count = 0

beforeEach(async () => {
  await world.database.owner.query('delete from sign_in_throttle')
})

async function newAccount(): Promise<string> {
  count += 1
  const email = `account-${count}@example.org`
  const bindings = [{ role: 'support' as const, applicationId: null }]
  const made = await createOperator(world.administrator, { name: 'Nora', email, password: PASSWORD, bindings })
  if (!made.ok) throw new Error(made.message)
  return email
}

async function signedIn(email: string, userAgent = FIREFOX): Promise<{ context: Context; sessionId: string }> {
  const { token, sessionId } = await signedInBy(door, { email, password: PASSWORD }, { userAgent })
  const current = await currentOperator(world.services.console, { token, touch: true, ip: '192.0.2.7', userAgent })
  if (current.state !== 'signed_in') throw new Error('Should be signed in')
  return { context: world.asOperator(current.operator), sessionId }
}

describe('one’s own sessions', () => {
  test('are listed with device and address, this one first, and nobody else’s', async () => {
    const email = await newAccount()
    const older = await signedIn(email, 'curl/8.9.1')
    const { context, sessionId } = await signedIn(email)
    await signedIn(await newAccount())
    const sessions = await listOwnSessions(context, {})
    expect(sessions.map(({ id }) => id)).toEqual([sessionId, older.sessionId])
    expect(sessions).toMatchObject([
      { current: true, device: { words: 'Firefox · Linux' }, method: 'pwd' },
      { current: false, device: { words: 'curl 8.9' } },
    ])
  })

  test('one of them is ended, entered as a sign-out by its owner, and is gone from the list', async () => {
    const email = await newAccount()
    const lost = await signedIn(email)
    const { context } = await signedIn(email)
    const which = { which: 'one', sessionId: lost.sessionId } as const
    expect(await endOwnSessions(context, which)).toEqual({ ok: true, value: { ended: 1 } })
    expect(await endOwnSessions(context, which)).toEqual({ ok: true, value: { ended: 0 } })
    expect(await listOwnSessions(context, {})).toHaveLength(1)
    const entries = await world.entries({ correlationId: context.correlationId })
    expect(entries).toMatchObject([{ action: 'credential.revoked', detail: { cause: 'logged_out' } }])
  })

  test('the others end together, and this one stays', async () => {
    const email = await newAccount()
    await signedIn(email)
    await signedIn(email)
    const { context, sessionId } = await signedIn(email)
    expect(await endOwnSessions(context, { which: 'others' })).toEqual({ ok: true, value: { ended: 2 } })
    expect((await listOwnSessions(context, {})).map(({ id }) => id)).toEqual([sessionId])
  })

  test('the one in use is not ended by accident', async () => {
    const { context, sessionId } = await signedIn(await newAccount())
    await expect(endOwnSessions(context, { which: 'one', sessionId })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('somebody else’s session, and one of another application, stay as they are', async () => {
    const { context } = await signedIn(await newAccount())
    const other = await signedIn(await newAccount())
    const shop = await world.session(world.shop)
    for (const sessionId of [other.sessionId, shop.id])
      expect(await endOwnSessions(context, { which: 'one', sessionId })).toEqual({ ok: true, value: { ended: 0 } })
    expect(await listOwnSessions(other.context, {})).toHaveLength(1)
    expect(await world.ending(shop.id)).toBeNull()
  })
})

describe('changing the password', () => {
  const change = { current: PASSWORD, password: NEW_PASSWORD, endOthers: true }

  test('takes the current one, ends the other sessions, and only the new one signs in', async () => {
    const email = await newAccount()
    const other = await signedIn(email)
    const { context } = await signedIn(email)
    const changed = await changePassword(context, change)
    expect(changed).toMatchObject({ ok: true, value: { sessionsEnded: 1 } })
    const sessionId = changed.ok && changed.value.sessionId
    expect((await listOwnSessions(context, {})).map(({ id }) => id)).toEqual([sessionId])
    expect(await world.ending(other.sessionId)).toMatchObject({ cause: 'credential_changed' })
    await expect(signedInBy(door, { email, password: PASSWORD }, { userAgent: null })).rejects.toMatchObject({
      code: 'unauthenticated',
    })
    await expect(signedInBy(door, { email, password: NEW_PASSWORD }, { userAgent: null })).resolves.toBeDefined()
  })

  test('leaves the other sessions when asked to', async () => {
    const email = await newAccount()
    await signedIn(email)
    const { context } = await signedIn(email)
    expect(await changePassword(context, { ...change, endOthers: false })).toMatchObject({
      value: { sessionsEnded: 0 },
    })
    expect(await listOwnSessions(context, {})).toHaveLength(2)
  })

  test.for([
    ['/current', { current: 'not the one I have here' }],
    ['/password', { password: 'short' }],
    ['/password', { password: PASSWORD }],
    ['/password', { password: 'passwordpassword' }],
  ])('says at %s what is wrong and changes nothing', async ([pointer, wrong]) => {
    const email = await newAccount()
    const { context } = await signedIn(email)
    await expect(changePassword(context, { ...change, ...(wrong as object) })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer }],
    })
    await expect(signedInBy(door, { email, password: PASSWORD }, { userAgent: null })).resolves.toBeDefined()
  })

  test('whoever holds a stolen session cannot guess the password with it', async () => {
    const email = await newAccount()
    const { context } = await signedIn(email)
    for (let guess = 0; guess < 5; guess += 1)
      await expect(changePassword(context, { ...change, current: `guess number ${guess}` })).rejects.toMatchObject({
        code: 'invalid_input',
      })
    await expect(changePassword(context, change)).rejects.toMatchObject({ code: 'too_many_attempts' })
    // Its owner, elsewhere, is not held up by it.
    const owner = await signedIn(email)
    expect(await changePassword(owner.context, change)).toMatchObject({ ok: true })
  })
})

test('a new name stands beside the operator, in the audit with the one before', async () => {
  const email = await newAccount()
  const { context } = await signedIn(email)
  expect(await renameSelf(context, { name: '  Nora Quist ' })).toEqual({ ok: true, value: { name: 'Nora Quist' } })
  const entries = await world.entries({ correlationId: context.correlationId })
  expect(entries).toMatchObject([{ action: 'account.renamed', detail: { before: 'Nora', after: 'Nora Quist' } }])
  await expect(renameSelf(context, { name: ' ' })).rejects.toMatchObject({ code: 'invalid_input' })
  expect((await signedIn(email)).context.actor.name).toBe('Nora Quist')
})
