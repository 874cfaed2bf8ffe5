import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { wallClock } from '@/lib/clock'
import { MINUTE, SECOND } from '@/lib/core/instant'
import { type Attempt, newAttempt } from './attempt'
import { authorizationUrl } from './authorization'
import { type IssuerSettings, openClient } from './client'
import { exchangeCode } from './exchange'
import type { OidcProblem } from './problem'
import { startIssuer, TEST_CLIENT, type TokenForge } from './testing-issuer'
import { createVisitor } from './testing-issuer-pages'

const REDIRECT = 'http://localhost:1/api/sso/callback'
const issuer = await startIssuer({ redirectUris: [REDIRECT], backchannelLogoutUri: 'http://localhost:1/' })
afterAll(() => issuer.close())

const settings: IssuerSettings = { issuer: issuer.url, clientId: TEST_CLIENT.id, clientSecret: TEST_CLIENT.secret }

beforeEach(() => {
  issuer.lies.idToken = null
  issuer.lies.metadata = null
  issuer.accounts.clear()
  issuer.accounts.set('mia', { name: 'Mia Berg', email: 'mia@example.org', groups: ['oncall', 'staff'] })
})

interface Journey {
  readonly attempt?: Attempt
  readonly again?: boolean
  readonly visitor?: ReturnType<typeof createVisitor>
  readonly account?: string
  readonly changes?: Partial<IssuerSettings>
}

/** Goes to the issuer and comes back with a callback. */
async function visit({
  attempt = newAttempt(),
  again = false,
  visitor = createVisitor(),
  account = 'mia',
}: Journey = {}) {
  const startedAt = wallClock()
  const client = await openClient(settings, startedAt)
  const request = { attempt, redirectUri: REDIRECT, scopes: ['profile', 'email', 'groups'], again, loginHint: null }
  const callback = await visitor.signIn(authorizationUrl(client, request), account)
  return { callback, expected: { attempt, startedAt, groupsClaim: 'groups', again } }
}

async function signIn(journey: Journey = {}) {
  const { callback, expected } = await visit(journey)
  const client = await openClient({ ...settings, ...journey.changes }, wallClock())
  return exchangeCode(client, callback, expected)
}

async function problemOf(run: Promise<unknown>): Promise<OidcProblem> {
  return run.then(
    () => {
      throw new Error('It should have been refused')
    },
    (problem: OidcProblem) => problem,
  )
}

/** An issuer that changes the claims of its ID token before it signs. */
function claiming(changes: (claims: TokenForge['claims']) => TokenForge['claims'], by?: 'foreign' | 'nobody') {
  issuer.lies.idToken = ({ claims, sign }) => sign({ ...claims, ...changes(claims) }, by)
}

describe('a sign-in at a real issuer', () => {
  test('says who came, by issuer and subject, with name, mail and groups from the userinfo endpoint', async () => {
    const { identity } = await signIn()
    expect(identity).toMatchObject({
      issuer: issuer.url,
      subject: 'mia',
      name: 'Mia Berg',
      email: 'mia@example.org',
      groups: ['oncall', 'staff'],
      sessionId: expect.any(String),
      authenticatedAt: expect.any(Number),
    })
  })

  test('begins with the code flow, PKCE by S256, state and nonce, whatever the issuer says of itself', async () => {
    issuer.lies.metadata = { code_challenge_methods_supported: undefined }
    const attempt = newAttempt()
    const client = await openClient(settings, wallClock(), { fresh: true })
    const url = authorizationUrl(client, {
      attempt,
      redirectUri: REDIRECT,
      scopes: ['email'],
      again: false,
      loginHint: null,
    })
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: attempt.codeChallenge,
      state: attempt.state,
      nonce: attempt.nonce,
      scope: 'openid email',
    })
    expect(url.href).not.toContain(attempt.codeVerifier)
    expect(url.href).not.toContain(attempt.key)
  })

  test('a clock that differs by less than a minute is let pass', async () => {
    claiming(({ iat = 0, exp = 0 }) => ({ iat: iat + 45, exp: exp + 45 }))
    await expect(signIn()).resolves.toBeDefined()
  })
})

describe('what an issuer says is refused', () => {
  test.each<[string, string, (claims: TokenForge['claims']) => TokenForge['claims']]>([
    ['with the nonce of another attempt', 'wrong_nonce', () => ({ nonce: newAttempt().nonce })],
    ['without a nonce', 'wrong_nonce', () => ({ nonce: undefined })],
    ['for another client', 'wrong_audience', () => ({ aud: 'somebody-else' })],
    ['for us and another client, with no word who asked', 'wrong_audience', () => ({ aud: ['assay', 'other'] })],
    ['for us and another client, who asked', 'wrong_audience', () => ({ aud: ['assay', 'other'], azp: 'other' })],
    ['for us alone, but asked for by another', 'wrong_audience', () => ({ azp: 'other' })],
    ['in the name of another issuer', 'wrong_issuer', () => ({ iss: 'https://accounts.example.org' })],
    ['without an expiry', 'wrong_token', () => ({ exp: undefined })],
    ['without a subject', 'wrong_token', () => ({ sub: undefined })],
    ['with an empty subject', 'wrong_token', () => ({ sub: '' })],
  ])('%s', async (_, code, changes) => {
    claiming(changes)
    expect((await problemOf(signIn())).code).toBe(code)
  })

  test.each(['foreign', 'nobody'] as const)('signed by %s', async (by) => {
    claiming(() => ({}), by)
    expect((await problemOf(signIn())).code).toBe('wrong_signature')
  })

  test('with a signature of another token', async () => {
    issuer.lies.idToken = async ({ claims, sign }) => {
      const [head, , signature] = (await sign(claims)).split('.')
      const [, payload] = (await sign({ ...claims, sub: 'root' })).split('.')
      return [head, payload, signature].join('.')
    }
    expect((await problemOf(signIn())).code).toBe('wrong_signature')
  })

  test.each([
    ['5 minutes ahead', 300],
    ['5 minutes behind', -300],
    ['2 hours behind', -7200],
  ])('by a clock %s, with the difference told', async (_, seconds) => {
    claiming(({ iat = 0, exp = 0 }) => ({ iat: iat + seconds, exp: exp + seconds }))
    const { code, facts } = await problemOf(signIn())
    expect(code).toBe('clock_off')
    expect(Math.abs((facts.aheadSeconds ?? 0) - seconds)).toBeLessThan(30)
  })

  test('when the subject at the userinfo endpoint is another', async () => {
    claiming(() => ({ sub: 'root', email: undefined }))
    expect((await problemOf(signIn())).code).toBe('wrong_token')
  })

  test('when the groups are too many to list', async () => {
    issuer.accounts.set('mia', { groups: Array.from({ length: 501 }, (_, index) => `group-${index}`) })
    expect((await problemOf(signIn())).code).toBe('too_many_groups')
  })

  test('when the groups are kept elsewhere, as of people with hundreds of them', async () => {
    claiming(() => ({ name: 'Mia', email: 'mia@example.org', groups: [], _claim_names: { groups: 'src1' } }))
    expect((await problemOf(signIn())).code).toBe('too_many_groups')
  })
})

describe('a callback is refused', () => {
  test('with the state of another browser', async () => {
    const { callback, expected } = await visit()
    const client = await openClient(settings, wallClock())
    const other = { ...expected, attempt: newAttempt() }
    expect((await problemOf(exchangeCode(client, callback, other))).code).toBe('wrong_state')
  })

  test('with a code that was redeemed before', async () => {
    const { callback, expected } = await visit()
    const client = await openClient(settings, wallClock())
    await exchangeCode(client, callback, expected)
    expect((await problemOf(exchangeCode(client, callback, expected))).code).toBe('code_refused')
  })

  test('with a code that belongs to another verifier', async () => {
    const first = await visit()
    const second = await visit()
    second.callback.searchParams.set('code', first.callback.searchParams.get('code') ?? '')
    const client = await openClient(settings, wallClock())
    expect((await problemOf(exchangeCode(client, second.callback, second.expected))).code).toBe('code_refused')
  })

  test('that names another issuer (RFC 9207)', async () => {
    const { callback, expected } = await visit()
    callback.searchParams.set('iss', 'https://accounts.example.org')
    const client = await openClient(settings, wallClock())
    expect((await problemOf(exchangeCode(client, callback, expected))).code).toBe('wrong_issuer')
  })

  test('of somebody who was disabled at the issuer', async () => {
    issuer.accounts.delete('mia')
    expect((await problemOf(signIn())).code).toBe('denied')
  })

  test('where our own secret is not the one the issuer knows', async () => {
    const { code } = await problemOf(signIn({ changes: { clientSecret: 'another' } }))
    expect(code).toBe('client_refused')
  })
})

describe('confirming who one is', () => {
  test('asks for the account again although there is a session, and the new proof is accepted', async () => {
    const visitor = createVisitor()
    await signIn({ visitor })
    await expect(signIn({ visitor, again: true })).resolves.toBeDefined()
  })

  test.each<[string, number | undefined]>([
    ['an old proof', -10 * 60],
    ['no word of when', undefined],
  ])('%s is refused', async (_, seconds) => {
    claiming(({ iat = 0 }) => ({ auth_time: seconds === undefined ? undefined : iat + seconds }))
    expect((await problemOf(signIn({ again: true }))).code).toBe('not_reauthenticated')
  })
})

describe('an issuer is not accepted', () => {
  const open = (changes: Partial<IssuerSettings> = {}) =>
    openClient({ ...settings, ...changes }, wallClock(), { fresh: true })

  test('when it calls itself otherwise', async () => {
    issuer.lies.metadata = { issuer: `${issuer.url}/other` }
    expect((await problemOf(open())).code).toBe('issuer_differs')
  })

  test.each(['authorization_endpoint', 'token_endpoint', 'jwks_uri'])('when it has no %s', async (name) => {
    issuer.lies.metadata = { [name]: undefined }
    expect(await problemOf(open())).toMatchObject({ code: 'not_capable', facts: { found: name } })
  })

  test('when it does not offer the code flow', async () => {
    issuer.lies.metadata = { response_types_supported: ['id_token'] }
    expect((await problemOf(open())).code).toBe('not_capable')
  })

  test('when nobody is there', async () => {
    expect((await problemOf(open({ issuer: 'http://localhost:1' }))).code).toBe('unreachable')
  })

  test.each([
    ['is no issuer', 404, {}],
    ['leads elsewhere', 302, { location: 'http://localhost:1/' }],
    ['has a broken document', 200, { 'content-type': 'application/json' }],
  ])('when what is there %s', async (_, status, headers) => {
    const server = createServer((_request, response) => response.writeHead(status, headers).end('{'))
    await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
    const { port } = server.address() as AddressInfo
    expect((await problemOf(open({ issuer: `http://localhost:${port}` }))).code).toBe('discovery_unreadable')
    server.close()
  })
})

test('a proof made at the edge of the leeway counts by the database’s clock, not by this machine’s', async () => {
  const { callback, expected } = await visit()
  const client = await openClient(settings, wallClock() + 10 * MINUTE)
  const late = { ...expected, startedAt: expected.startedAt + 10 * MINUTE }
  const { code, facts } = await problemOf(exchangeCode(client, callback, late))
  expect(code).toBe('clock_off')
  expect((facts.aheadSeconds ?? 0) * SECOND).toBeLessThan(-9 * MINUTE)
})
