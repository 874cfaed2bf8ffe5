import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { wallClock } from '@/lib/clock'
import { SECOND } from '@/lib/core/instant'
import { openClient } from './client'
import { readLogoutToken } from './logout-token'
import { startIssuer, TEST_CLIENT, type TestClaims } from './testing-issuer'

const issuer = await startIssuer({ redirectUris: ['http://localhost:1/'] })
afterAll(() => issuer.close())

const NOW = Math.floor(wallClock() / SECOND)
const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const GOOD: TestClaims = {
  iss: issuer.url,
  aud: TEST_CLIENT.id,
  iat: NOW,
  exp: NOW + 120,
  jti: randomUUID(),
  sub: 'mia',
  sid: 'a session at the issuer',
  events: { [EVENT]: {} },
}

async function read(token: string) {
  const settings = { issuer: issuer.url, clientId: TEST_CLIENT.id, clientSecret: TEST_CLIENT.secret }
  return readLogoutToken(await openClient(settings, NOW * SECOND), token)
}

async function judge(changes: TestClaims, by?: 'foreign' | 'nobody') {
  return read(await issuer.sign({ ...GOOD, ...changes }, by))
}

describe('a logout token is accepted', () => {
  test('with subject and session, with the moment it was made', async () => {
    expect(await judge({})).toEqual({
      issuer: issuer.url,
      subject: 'mia',
      sessionId: 'a session at the issuer',
      issuedAt: NOW * SECOND,
    })
  })

  test('with a subject alone, and with a session alone', async () => {
    expect(await judge({ sid: undefined })).toMatchObject({ subject: 'mia', sessionId: null })
    expect(await judge({ sub: undefined })).toMatchObject({ subject: null, sessionId: 'a session at the issuer' })
  })

  test('without an expiry while it is new', async () => {
    await expect(judge({ exp: undefined, iat: NOW - 100 })).resolves.toBeDefined()
  })
})

describe('a logout token is refused', () => {
  test.each<[string, string, TestClaims]>([
    ['of another issuer', 'wrong_issuer', { iss: 'https://accounts.example.org' }],
    ['for another client', 'wrong_audience', { aud: 'other' }],
    ['without an audience', 'wrong_audience', { aud: undefined }],
    ['without the moment it was made', 'wrong_token', { iat: undefined }],
    ['that is over', 'clock_off', { iat: NOW - 600, exp: NOW - 300 }],
    ['from a clock 5 minutes ahead', 'clock_off', { iat: NOW + 300, exp: NOW + 600 }],
    ['that names no end and is old', 'clock_off', { exp: undefined, iat: NOW - 300 }],
    ['without the event', 'wrong_token', { events: {} }],
    ['without events', 'wrong_token', { events: undefined }],
    ['whose event is no object', 'wrong_token', { events: { [EVENT]: true } }],
    ['with a nonce, as an ID token has', 'wrong_token', { nonce: 'n' }],
    ['without an id', 'wrong_token', { jti: undefined }],
    ['about nobody', 'wrong_token', { sub: undefined, sid: undefined }],
  ])('%s', async (_, code, changes) => {
    await expect(judge(changes)).rejects.toMatchObject({ code })
  })

  test.each(['foreign', 'nobody'] as const)('signed by %s', async (by) => {
    await expect(judge({}, by)).rejects.toMatchObject({ name: 'OidcProblem', code: expect.stringMatching(/^wrong_/) })
  })

  test('that is no token', async () => {
    await expect(read('nonsense')).rejects.toMatchObject({ code: 'wrong_token' })
  })
})
