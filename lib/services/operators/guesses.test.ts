import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { Context } from '../context'
import { ServiceError } from '../errors'
import { testWorld } from '../testing'
import { createOperator } from './create-operator'
import { signIn } from './sign-in'
import { signedInBy } from './testing-sign-in'

// The library itself, with parameters that cost microseconds: 10,000 guesses cost whoever makes them 10 minutes of a processor.
const argon2 = vi.hoisted(() => ({ verified: [] as string[] }))
vi.mock('@node-rs/argon2', async (load) => {
  const actual = await load<typeof import('@node-rs/argon2')>()
  return {
    ...actual,
    hash: (password: string, options: object) => actual.hash(password, { ...options, memoryCost: 8, timeCost: 1 }),
    verify: (...[stored, ...rest]: Parameters<typeof actual.verify>) => {
      argon2.verified.push(String(stored).slice(0, CHEAP.length))
      return actual.verify(stored, ...rest)
    },
  }
})

const CHEAP = '$argon2id$v=19$m=8,t=1,p=1$'
const PASSWORD = 'a quiet harbour in november'
const NETWORKS = 500
const GUESSES_EACH = 20
/** So many of a network's guesses are looked at within an hour; the others wait, unseen. */
const SEEN_EACH = 5
const WRONG =
  '{"code":"unauthenticated","message":"Mail or password is not right.","fields":[],"retryAfterSeconds":null}'
const WAIT =
  '{"code":"too_many_attempts","message":"Too many attempts. Wait a little and try again.","fields":[],"retryAfterSeconds":30}'

const world = await testWorld()
const clock = await world.database.movableClock()

beforeEach(async () => {
  // Waits are told in seconds, and every one of them is to be compared.
  await clock.setInstant(Date.UTC(2026, 5, 1, 9))
  await world.database.owner.query('delete from sign_in_throttle')
})

function from(ip: string): Context {
  return { ...world.system, services: world.services.console, requestIp: ip }
}

async function newAccount(): Promise<string> {
  const email = 'nora@example.org'
  const bindings = [{ role: 'support' as const, applicationId: null }]
  const made = await createOperator(world.administrator, { name: 'Nora', email, password: PASSWORD, bindings })
  if (!made.ok) throw new Error(made.message)
  return email
}

/** All that whoever guesses is told. */
async function guess(email: string, ip: string, password: string): Promise<string> {
  const error = await signIn(from(ip), { email, password }, { userAgent: 'curl' }).then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof ServiceError)) throw new Error('A guess was let in, or failed by a defect', { cause: error })
  const { code, message, fields, retryAfterSeconds } = error
  return JSON.stringify({ code, message, fields, retryAfterSeconds })
}

/** What one network is told, guess by guess. The first network is the owner's own. */
async function guessesFrom(network: number, email: string): Promise<string[]> {
  const told: string[] = []
  for (let nth = 0; nth < GUESSES_EACH; nth += 1)
    told.push(await guess(email, `10.${network >> 8}.${network & 255}.9`, `wrong password ${network} ${nth}`))
  return told
}

async function guessesFromAll(networks: number, email: string) {
  argon2.verified.length = 0
  const told: string[][] = []
  let next = 0
  const guessOn = async () => {
    for (let network = next++; network < networks; network = next++) told[network] = await guessesFrom(network, email)
  }
  await Promise.all(Array.from({ length: 8 }, guessOn))
  return { told, verified: [...argon2.verified] }
}

describe('10,000 wrong passwords on one account, each tried at the door', () => {
  test('neither keep its owner out, elsewhere or at a known device beside the attackers, nor tell that it exists', {
    timeout: 300_000,
  }, async () => {
    const email = await newAccount()
    const typed = { email, password: PASSWORD }
    const home = '10.0.0.7'
    const { device } = await signedInBy(from(home), typed)
    const known = await guessesFromAll(NETWORKS, email)
    expect(known.told.flat()).toHaveLength(10_000)

    // Right password, right account: elsewhere, and at the owner's device in a network that the guesses came from.
    await expect(signedInBy(from('203.0.113.7'), typed)).resolves.toBeDefined()
    await expect(signedInBy(from(home), typed, { userAgent: 'Firefox', device })).resolves.toBeDefined()
    expect(await guess(email, home, PASSWORD)).toContain('too_many_attempts')

    const unknown = await guessesFromAll(NETWORKS / 10, 'nobody-at-all@example.org')
    const answers = new Set(known.told.map((each) => JSON.stringify(each)))
    expect(answers).toEqual(new Set(unknown.told.map((each) => JSON.stringify(each))))
    expect(answers.size).toBe(1)
    expect(new Set(known.told[0])).toEqual(new Set([WRONG, WAIT]))
    // The same work, too: one computation for each guess that is looked at, none for one that waits.
    expect(known.verified).toEqual(Array(NETWORKS * SEEN_EACH).fill(CHEAP))
    expect(unknown.verified).toEqual(Array((NETWORKS / 10) * SEEN_EACH).fill(CHEAP))
  })
})
