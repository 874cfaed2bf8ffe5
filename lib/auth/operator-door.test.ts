import { beforeAll, describe, expect, test } from 'vitest'
import { createPool } from '@/db/client'
import { MINUTE } from '@/lib/core/instant'
import { createOperator } from '@/lib/services/operators/create-operator'
import { currentOperator } from '@/lib/services/operators/current-operator'
import { RELYING_PARTY } from '@/lib/services/operators/factors/testing-passkey'
import { stepUp } from '@/lib/services/operators/step-up'
import { testWorld } from '@/lib/services/testing'
import type { AuthCall } from './next-auth-call'
import { answerAuthCall, type DoorSettings, signInThroughNextAuth } from './operator-door'

const world = await testWorld()
const clock = await world.database.movableClock()
const PASSWORD = 'a quiet harbour in november'
const EMAIL = 'dana@example.org'
const HEADERS = { 'user-agent': 'Firefox', 'x-assay-peer': '198.51.100.7' }
const door: DoorSettings = {
  services: world.services.console,
  consoleUrl: 'http://localhost:3000',
  secret: 'a secret of at least thirty-two characters',
}
const COOKIE = 'assay.session'

beforeAll(async () => {
  const bindings = [{ role: 'administrator', applicationId: null }] as const
  await createOperator(world.administrator, { name: 'Dana', email: EMAIL, password: PASSWORD, bindings: [...bindings] })
})

function call(changes: Pick<AuthCall, 'method' | 'path'> & Partial<AuthCall>, settings = door) {
  return answerAuthCall(settings, { headers: HEADERS, cookies: {}, ...changes })
}

async function signedIn(cookies: Record<string, string> = {}): Promise<string> {
  const result = await signInThroughNextAuth(
    door,
    { by: 'password', email: EMAIL, password: PASSWORD },
    { headers: HEADERS, cookies },
  )
  if (!result.ok) throw new Error(result.problem.code)
  return result.token
}

async function csrf() {
  const answer = await call({ method: 'GET', path: ['csrf'] })
  const [pair = ''] = answer.cookies[0]?.split(';') ?? []
  const [name = '', value = ''] = pair.split('=')
  const { csrfToken } = answer.body as { csrfToken: string }
  return { csrfToken, cookies: { [name]: decodeURIComponent(value) } }
}

function session(token: string, settings = door) {
  return call({ method: 'GET', path: ['session'], cookies: { [COOKIE]: token } }, settings)
}

describe('signing in through next-auth', () => {
  test('the cookie holds the Assay token itself, HttpOnly, Lax and for the whole host', async () => {
    const { csrfToken, cookies } = await csrf()
    const body = { email: EMAIL, password: PASSWORD, csrfToken }
    const answer = await call({ method: 'POST', path: ['callback', 'credentials'], cookies, body })
    const cookie = answer.cookies.find((each) => each.startsWith(COOKIE))
    expect(cookie).toMatch(
      /^assay\.session=asy_live_session_[0-9A-Za-z]{75}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
    )
  })

  test('on https the cookie is Secure and bound to its host', async () => {
    const secure = { ...door, consoleUrl: 'https://assay.example.org' }
    const result = await signInThroughNextAuth(
      secure,
      { by: 'password', email: EMAIL, password: PASSWORD },
      { headers: HEADERS, cookies: {} },
    )
    expect(result).toMatchObject({ ok: true })
    const csrfCookies = (await call({ method: 'GET', path: ['csrf'] }, secure)).cookies
    expect(csrfCookies.length).toBeGreaterThan(1)
    for (const cookie of csrfCookies) expect(cookie).toMatch(/^__Host-(?!.*Domain=).*Path=\/;.*; Secure/)
  })

  test.for([
    'http://evil.example',
    'http://localhost:3000.evil.example',
    '//evil.example',
    'http://localhost:3000//evil',
  ])('an address that is handed in is not followed: %s', async (callbackUrl) => {
    const { csrfToken, cookies } = await csrf()
    const body = { email: EMAIL, password: PASSWORD, csrfToken, callbackUrl }
    const answer = await call({ method: 'POST', path: ['callback', 'credentials'], cookies, body })
    expect(new URL(answer.location ?? '').pathname).toBe('/')
    expect(answer.location).not.toContain('evil')
  })

  test.for(['javascript:x', 'nope', 'nope:', 'http://[', '//', '%00'])(
    'an address that is none changes no answer, from the query or from a cookie: %s',
    async (callbackUrl) => {
      const { csrfToken, cookies } = await csrf()
      const body = { email: EMAIL, password: PASSWORD, csrfToken }
      const stale = { ...cookies, 'next-auth.callback-url': callbackUrl }
      for (const given of [{ cookies, query: { callbackUrl } }, { cookies: stale }]) {
        for (const part of ['csrf', 'providers', 'session', 'signin', 'signout', 'error'])
          expect((await call({ method: 'GET', path: [part], ...given })).status, part).toBeLessThan(400)
        const answer = await call({ method: 'POST', path: ['callback', 'credentials'], body, ...given })
        expect(answer.cookies.some((each) => each.startsWith(COOKIE))).toBe(true)
      }
      const typed = { by: 'password', email: EMAIL, password: PASSWORD } as const
      const held = { headers: HEADERS, cookies: { 'next-auth.callback-url': callbackUrl } }
      expect(await signInThroughNextAuth(door, typed, held)).toMatchObject({ ok: true })
    },
  )

  test('without the CSRF token nobody is signed in', async () => {
    const body = { email: EMAIL, password: PASSWORD, csrfToken: 'guessed' }
    const answer = await call({ method: 'POST', path: ['callback', 'credentials'], body })
    expect(answer.cookies.filter((each) => each.startsWith(COOKIE))).toEqual([])
    expect(answer.location).toContain('/signin?csrf=true')
  })

  test('an unknown address and a wrong password are told apart by nothing', async () => {
    const attempts = await Promise.all(
      ['nobody@example.org', EMAIL].map((email) =>
        signInThroughNextAuth(
          door,
          { by: 'password', email, password: 'not the right one' },
          { headers: HEADERS, cookies: {} },
        ),
      ),
    )
    expect(attempts[0]).toEqual({ ok: false, problem: { code: 'refused' }, cookies: {} })
    expect(attempts[1]).toEqual(attempts[0])
  })

  test('whoever holds no role is told, and their browser is given nothing', async () => {
    const left = { email: 'left@example.org', password: PASSWORD }
    const bindings = [{ role: 'support', applicationId: null }] as const
    const made = await createOperator(world.administrator, { name: 'Lea', ...left, bindings: [...bindings] })
    if (!made.ok) throw new Error(made.message)
    await world.database.owner.query('delete from role_binding where operator_id = $1', [made.value.id])
    const answer = await signInThroughNextAuth(door, { by: 'password', ...left }, { headers: HEADERS, cookies: {} })
    expect(answer).toEqual({ ok: false, problem: { code: 'no_role' }, cookies: {} })
  })

  test('signing in anew ends the session the browser had', async () => {
    const first = await signedIn()
    await signedIn({ [COOKIE]: first })
    expect((await session(first)).body).toEqual({})
  })
})

describe('a session under its new token', () => {
  async function renewed() {
    const first = await signedIn()
    const current = await currentOperator(door.services, { token: first, touch: false, ip: null, userAgent: null })
    if (current.state !== 'signed_in') throw new Error('Should be signed in')
    const proof = { kind: 'password', password: PASSWORD } as const
    const outcome = await stepUp(
      { ...world.system, services: door.services, actor: current.operator },
      { proof, relyingParty: RELYING_PARTY },
    )
    if (!outcome.ok) throw new Error(outcome.message)
    return { first, token: outcome.value.token }
  }

  test('ends when its holder signs in anew with the one before: the new one was lost on its way', async () => {
    const { first, token } = await renewed()
    expect((await session(token)).body).toHaveProperty('operator')
    await signedIn({ [COOKIE]: first })
    expect((await session(token)).body).toEqual({})
  })
})

describe('GET /api/auth/session', () => {
  test('names the operator, never the token, and sets no cookie', async () => {
    const token = await signedIn()
    const answer = await session(token)
    expect(answer.body).toMatchObject({ operator: { name: 'Dana', roles: ['administrator'] } })
    expect(JSON.stringify(answer)).not.toContain(token.slice(0, 30))
    expect(answer.cookies.filter((each) => each.includes('session'))).toEqual([])
  })

  test('does not keep the session alive', async () => {
    const token = await signedIn()
    for (let poll = 0; poll < 6; poll += 1) {
      expect((await session(token)).body).toHaveProperty('operator')
      await clock.advance(10 * MINUTE)
    }
    expect((await session(token)).body).toEqual({})
    await clock.reset()
  })

  test('leaves the cookie alone when the token is refused or the store is down', async () => {
    const token = await signedIn()
    const pool = createPool({ url: world.database.url, applicationName: 'closed' })
    await pool.end()
    const down = { ...door, services: { ...door.services, db: world.database.drizzle(pool) } }
    for (const answer of [await session(token, down), await session('asy_live_session_nonsense')]) {
      expect(answer.body).toEqual({})
      expect(answer.cookies.filter((each) => each.includes('assay'))).toEqual([])
    }
    expect((await session(token)).body).toHaveProperty('operator')
  })

  test('cannot be used to change a session', async () => {
    expect((await call({ method: 'POST', path: ['session'], body: { data: {} } })).status).toBe(404)
  })
})

describe('signing out through next-auth', () => {
  async function signOut(token: string, settings = door) {
    const { csrfToken, cookies } = await csrf()
    return call(
      { method: 'POST', path: ['signout'], cookies: { ...cookies, [COOKIE]: token }, body: { csrfToken } },
      settings,
    )
  }

  test('revokes the session before the cookie goes', async () => {
    const token = await signedIn()
    const answer = await signOut(token)
    expect(answer.cookies.some((each) => each.startsWith(`${COOKIE}=; Max-Age=0`))).toBe(true)
    expect((await session(token)).body).toEqual({})
  })

  test('keeps the cookie and says so when the store cannot be reached', async () => {
    const token = await signedIn()
    const pool = createPool({ url: world.database.url, applicationName: 'closed' })
    await pool.end()
    const answer = await signOut(token, { ...door, services: { ...door.services, db: world.database.drizzle(pool) } })
    expect(answer).toMatchObject({ status: 503, cookies: [] })
    expect((await session(token)).body).toHaveProperty('operator')
  })

  test('does nothing without the CSRF token', async () => {
    const token = await signedIn()
    await call({ method: 'POST', path: ['signout'], cookies: { [COOKIE]: token }, body: { csrfToken: 'guessed' } })
    expect((await session(token)).body).toHaveProperty('operator')
  })
})

test.each([
  ['POST', '_log'],
  ['GET', 'verify-request'],
  ['GET', 'callback'],
  ['GET', 'unknown'],
] as const)('%s /api/auth/%s is not answered', async (method, action) => {
  expect((await call({ method, path: [action] })).status).toBe(404)
})
