import { beforeEach, describe, expect, test, vi } from 'vitest'
import { MINUTE } from '@/lib/core/instant'
import type { Context } from '../context'
import { ServiceError } from '../errors'
import { testWorld } from '../testing'
import { createOperator } from './create-operator'
import { currentOperator } from './current-operator'
import { hashPassword, passwordMatches } from './password-hash'
import { signOut } from './sign-out'
import { signedInBy } from './testing-sign-in'

const argon2 = vi.hoisted(() => ({ verified: 0 }))
vi.mock('@node-rs/argon2', async (load) => {
  const actual = await load<typeof import('@node-rs/argon2')>()
  return {
    ...actual,
    verify: (...args: Parameters<typeof actual.verify>) => {
      argon2.verified += 1
      return actual.verify(...args)
    },
  }
})

const world = await testWorld()
const clock = await world.database.movableClock()
const PASSWORD = 'a quiet harbour in november'
const NOWHERE = { userAgent: null }
const HOME = '198.51.100.7'
const ELSEWHERE = '203.0.113.9'

function stranger(ip = HOME): Context {
  return { ...world.system, services: world.services.console, requestIp: ip }
}

let count = 0
async function newOperator(): Promise<{ email: string; id: string; subjectId: string }> {
  count += 1
  const email = `operator-${count}@example.org`
  const bindings = [{ role: 'support' as const, applicationId: null }]
  const made = await createOperator(world.administrator, { name: 'Nora', email, password: PASSWORD, bindings })
  if (!made.ok) throw new Error(made.message)
  return { email, ...made.value }
}

async function failure(run: Promise<unknown>): Promise<ServiceError> {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ServiceError) return error
  throw new Error('It should have failed with a ServiceError')
}

function present(token: string, touch = false) {
  return currentOperator(world.services.console, { token, touch, ip: HOME, userAgent: 'Firefox' })
}

beforeEach(async () => {
  await clock.reset()
  await world.database.owner.query('delete from sign_in_throttle')
})

describe('signing in', () => {
  test('the right password issues a session of the application assay, entered with its id', async () => {
    const { email, id } = await newOperator()
    const signedIn = await signedInBy(stranger(), { email: ` ${email.toUpperCase()} `, password: PASSWORD }, NOWHERE)
    expect(signedIn.token).toMatch(/^asy_live_session_/)
    const current = await present(signedIn.token)
    expect(current).toMatchObject({
      state: 'signed_in',
      operator: { id, bindings: [{ role: 'support', applicationId: null }], sessionId: signedIn.sessionId },
    })
    const entries = await world.entries({ action: 'operator.signed_in' })
    expect(entries.at(-1)).toMatchObject({ targetId: id, detail: { sessionId: signedIn.sessionId } })
  })

  test('a password typed in another Unicode form is the same password', async () => {
    const { email } = await newOperator()
    const fullWidth = [...PASSWORD].map((each) => (each === 'a' ? '\uff41' : each)).join('')
    await expect(signedInBy(stranger(), { email, password: fullWidth }, NOWHERE)).resolves.toBeDefined()
  })

  test('an unknown address, a wrong password and a disabled account get one answer after the same argon2 work', async () => {
    const known = await newOperator()
    const disabled = await newOperator()
    await world.disable('subject', disabled.subjectId)
    const answers: string[] = []
    for (const [email, password] of [
      ['nobody@example.org', PASSWORD],
      [known.email, 'not the right password'],
      [disabled.email, PASSWORD],
    ] as const) {
      const before = argon2.verified
      const { code, message } = await failure(signedInBy(stranger(), { email, password }, NOWHERE))
      expect(argon2.verified - before).toBe(1)
      answers.push(`${code} ${message}`)
    }
    expect(new Set(answers).size).toBe(1)
    const reasons = (await world.entries({ action: 'operator.sign_in_failed' }))
      .slice(-3)
      .map(({ detail }) => detail.why)
    expect(reasons).toEqual(['unknown', 'password', 'disabled'])
  })

  test('whoever holds no role any more hears it once the password was right, and gets no session', async () => {
    const { email, id } = await newOperator()
    await world.database.owner.query('delete from role_binding where operator_id = $1', [id])
    const wrong = await failure(signedInBy(stranger(), { email, password: 'not the right password' }, NOWHERE))
    expect([wrong.code, wrong.message]).toEqual(['unauthenticated', 'Mail or password is not right.'])
    const issued = (await world.entries({ action: 'session.issued' })).length
    // Nobody is held up by a password that is right, however often.
    for (let time = 0; time < 7; time += 1) {
      const { code, message } = await failure(signedInBy(stranger(), { email, password: PASSWORD }, NOWHERE))
      expect([code, message]).toEqual(['forbidden', 'You hold no role here any more.'])
    }
    expect(await world.entries({ action: 'session.issued' })).toHaveLength(issued)
    const last = (await world.entries({ action: 'operator.sign_in_failed' })).at(-1)
    expect(last).toMatchObject({ targetId: id, detail: { why: 'no_role' } })
  })

  test.for(['dana\u0000@example.org', '\ud800'])(
    '%j is an address nobody has, and no fault of the store',
    async (email) => {
      const { code } = await failure(signedInBy(stranger(), { email, password: PASSWORD }, NOWHERE))
      expect(code).toBe('invalid_input')
    },
  )

  test('what was typed is nowhere in the audit', async () => {
    await failure(signedInBy(stranger(), { email: 'hunter2-in-the-wrong-field', password: 'x' }, NOWHERE))
    const { rows } = await world.database.owner.query<{ text: string }>('select e::text as text from audit_entry e')
    expect(rows.filter(({ text }) => text.includes('hunter2'))).toEqual([])
  })

  test('an account that does not exist is never right, not even with the decoy’s own hash', async () => {
    expect(await passwordMatches(null, PASSWORD)).toBe(false)
    expect(await passwordMatches(await hashPassword(PASSWORD), PASSWORD)).toBe(true)
  })
})

describe('throttling', () => {
  test('guesses from one network hold up that network and account, and not the owner elsewhere', async () => {
    const { email } = await newOperator()
    const codes: string[] = []
    for (let guess = 0; guess < 10; guess += 1)
      codes.push(
        (await failure(signedInBy(stranger(ELSEWHERE), { email, password: `guess number ${guess}` }, NOWHERE))).code,
      )
    expect(codes).toEqual([...Array(5).fill('unauthenticated'), ...Array(5).fill('too_many_attempts')])
    const neighbour = stranger('203.0.113.200')
    expect((await failure(signedInBy(neighbour, { email, password: PASSWORD }, NOWHERE))).code).toBe(
      'too_many_attempts',
    )
    await expect(signedInBy(stranger(HOME), { email, password: PASSWORD }, NOWHERE)).resolves.toBeDefined()
  })

  test('guesses sent at the same moment count each', async () => {
    const { email } = await newOperator()
    const guesses = Array.from({ length: 12 }, (_, guess) =>
      failure(signedInBy(stranger(), { email, password: `guess number ${guess}` }, NOWHERE)),
    )
    const codes = (await Promise.all(guesses)).map(({ code }) => code)
    expect(codes.filter((code) => code === 'unauthenticated')).toHaveLength(5)
  })

  test('the wait is told, passes, and grows with the next failure', async () => {
    const { email } = await newOperator()
    const guess = () => failure(signedInBy(stranger(), { email, password: 'not the right password' }, NOWHERE))
    await clock.setInstant(await world.now())
    for (let count = 0; count < 5; count += 1) await guess()
    expect(await guess()).toMatchObject({
      code: 'too_many_attempts',
      retryAfterSeconds: expect.toSatisfy(within(28, 30)),
    })
    await clock.advance(30_000)
    expect((await guess()).code).toBe('unauthenticated')
    expect(await guess()).toMatchObject({ retryAfterSeconds: expect.toSatisfy(within(58, 60)) })
    await clock.advance(60_000)
    await expect(signedInBy(stranger(), { email, password: PASSWORD }, NOWHERE)).resolves.toBeDefined()
    expect((await guess()).code).toBe('unauthenticated')
  })

  test('a network that tries many accounts is held up as a whole, and forgotten after an hour', async () => {
    await clock.setInstant(await world.now())
    const guess = (index: number) =>
      failure(signedInBy(stranger(ELSEWHERE), { email: `spray-${index}@example.org`, password: PASSWORD }, NOWHERE))
    for (let index = 0; index < 30; index += 1) expect((await guess(index)).code).toBe('unauthenticated')
    expect((await guess(30)).code).toBe('too_many_attempts')
    await clock.advance(61 * MINUTE)
    expect((await guess(31)).code).toBe('unauthenticated')
    const { rows } = await world.database.owner.query<{ rows: number }>(
      'select count(*)::int as rows from sign_in_throttle',
    )
    expect(rows[0]?.rows).toBe(2)
  })

  test('people who sign in well from one network never hold each other up', async () => {
    const { email } = await newOperator()
    for (let time = 0; time < 35; time += 1)
      await expect(signedInBy(stranger(), { email, password: PASSWORD }, NOWHERE)).resolves.toBeDefined()
  })

  test('the table names neither account nor address', async () => {
    await failure(signedInBy(stranger(), { email: 'somebody@example.org', password: 'x' }, NOWHERE))
    const { rows } = await world.database.owner.query<{ text: string }>(
      'select t::text as text from sign_in_throttle t',
    )
    expect(rows.length).toBe(2)
    for (const { text } of rows) expect(text).not.toMatch(/somebody|198\.51/)
  })
})

describe('the session of an operator', () => {
  async function signedIn() {
    const { email, id } = await newOperator()
    return { ...(await signedInBy(stranger(), { email, password: PASSWORD }, NOWHERE)), id }
  }

  test('a revoked operator session is refused on the next call, and says why', async () => {
    const { token } = await signedIn()
    const current = await present(token)
    if (current.state !== 'signed_in') throw new Error('Should be signed in')
    const context = { ...world.administrator, actor: current.operator }
    await expect(signOut(context, {})).resolves.toMatchObject({ ok: true })
    await expect(present(token)).resolves.toMatchObject({
      state: 'signed_out',
      ending: { reason: 'revoked', cause: 'logged_out' },
    })
    await expect(signOut(context, {})).resolves.toMatchObject({ ok: false, code: 'already_ended' })
  })

  test('polls do not keep it alive: it goes idle with its limit told', async () => {
    await clock.setInstant(await world.now())
    const { token } = await signedIn()
    for (let poll = 0; poll < 6; poll += 1) {
      expect((await present(token, false)).state).toBe('signed_in')
      await clock.advance(10 * MINUTE)
    }
    await expect(present(token, false)).resolves.toMatchObject({
      state: 'signed_out',
      ending: { reason: 'idle', limitSeconds: 3600 },
    })
  })

  test('uses keep it alive', async () => {
    await clock.setInstant(await world.now())
    const { token } = await signedIn()
    for (let use = 0; use < 9; use += 1) {
      await clock.advance(10 * MINUTE)
      expect((await present(token, true)).state).toBe('signed_in')
    }
  })

  test('a disabled operator is out at once', async () => {
    const { token } = await signedIn()
    const current = await present(token)
    if (current.state !== 'signed_in') throw new Error('Should be signed in')
    await world.disable('subject', current.operator.subjectId)
    await expect(present(token, true)).resolves.toMatchObject({
      state: 'signed_out',
      ending: { reason: 'subject_disabled' },
    })
  })

  test('a session of another application, a service key and a stranger’s subject open nothing', async () => {
    const assay = {
      id: '00000000-0000-7000-8000-000000000001',
      slug: 'assay',
      name: 'Assay',
      environment: 'live',
      directory: 'operators',
    } as const
    const foreign = await world.session(world.shop)
    const key = await world.key(assay)
    const nobody = await world.session(assay)
    for (const { token } of [foreign, key, nobody]) expect((await present(token, true)).state).toBe('signed_out')
    expect(await present('')).toEqual({ state: 'signed_out', ending: null })
  })

  test('a store that cannot be reached signs nobody out', async () => {
    const { token } = await signedIn()
    const { services } = world
    const gone = { ...services.console, db: world.database.drizzle(await closedPool()) }
    const answer = await currentOperator(gone, { token, touch: true, ip: null, userAgent: null })
    expect(answer).toEqual({ state: 'try_again' })
    expect((await present(token)).state).toBe('signed_in')
  })
})

async function closedPool() {
  const { createPool } = await import('@/db/client')
  const pool = createPool({ url: world.database.url, applicationName: 'closed' })
  await pool.end()
  return pool
}

function within(low: number, high: number) {
  return (value: number) => value >= low && value <= high
}
