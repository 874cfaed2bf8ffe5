import * as oauth from 'oauth4webapi'
import * as openid from 'openid-client'
import { describe, expect, it } from 'vitest'
import { mintToken } from '@/lib/crypto/token'
import { testWorld } from '@/lib/services/testing'
import { IntrospectAnswer } from '../schemas/oauth'
import { issueServiceKey, startTestApi } from '../testing'
import { refusedCases, tokenOfMissingKey, withOtherSecret } from '../testing-refusals'

const world = await testWorld()
const api = await startTestApi(world)
const { telemetry } = world.services.api

const form = (parameters: Record<string, string>) => new URLSearchParams(parameters)
const introspect = (parameters: Record<string, string>, key = api.key) =>
  api.call('POST', '/oauth/introspect', { body: form(parameters), key })

async function counted() {
  await telemetry.flush()
  const { rows } = await world.database.owner.query(
    `select (select coalesce(sum(count), 0)::int from refusal) as refusals, (select coalesce(sum(use_count), 0)::int from credential_live where kind = 'session') as uses`,
  )
  return rows[0]
}

describe('introspection (RFC 7662)', () => {
  it('describes an active token by known members only, for its own application', async () => {
    const { token, id, subject } = await world.session(world.shop, { scopes: ['a', 'b'] })
    const { status, json, headers } = await introspect({ token, token_type_hint: 'refresh_token' })
    expect(status).toBe(200)
    expect(IntrospectAnswer.parse(json)).toMatchObject({
      active: true,
      scope: 'a b',
      client_id: 'shop',
      aud: 'shop',
      iss: api.url,
      sub: subject.externalId,
      jti: id,
      token_type: 'Bearer',
    })
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
  })

  it('answers the same bytes and headers for every cause', async () => {
    const cases = refusedCases(world, api).filter(({ introspected }) => introspected)
    const answers: string[] = []
    for (const { make } of cases) {
      const { token, key } = await make()
      const { status, text, headers } = await introspect({ token }, key ?? api.key)
      const same = [...headers].filter(([name]) => name !== 'date' && name !== 'x-request-id')
      answers.push(JSON.stringify([status, text, same]))
    }
    expect(new Set(cases.map(({ reason }) => reason)).size).toBeGreaterThanOrEqual(12)
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain(JSON.stringify('{"active":false}'))
  })

  it('does not tell a token to an application that it is not for', async () => {
    const other = await world.application()
    const { token } = await world.session(world.shop)
    expect((await introspect({ token }, await issueServiceKey(world, other))).text).toBe('{"active":false}')
    expect((await introspect({ token })).json.active).toBe(true)
  })

  it('counts and records, unless nobody is acting', async () => {
    const { token } = await world.session(world.shop)
    const before = await counted()
    await introspect({ token, touch: 'false' })
    await introspect({ token: 'hello', touch: 'false' })
    expect(await counted()).toEqual(before)
    await introspect({ token })
    await introspect({ token: 'hello' })
    expect(await counted()).toEqual({ refusals: before.refusals + 1, uses: before.uses + 1 })
  })

  it.each([
    ['no token', { body: form({}) }, 400, 'invalid_request'],
    ['an empty token', { body: form({ token: '' }) }, 400, 'invalid_request'],
    ['two tokens', { body: new URLSearchParams('token=a&token=b') }, 400, 'invalid_request'],
    ['JSON', { body: { token: 'a' } }, 415, 'invalid_request'],
    ['no key', { body: form({ token: 'a' }), key: null }, 401, 'invalid_client'],
    ['a key that is none', { body: form({ token: 'a' }), key: 'nothing' }, 401, 'invalid_client'],
    ['a key in the body as well', { body: form({ token: 'a', client_secret: 'b' }) }, 400, 'invalid_request'],
    ['too much', { body: form({ token: 'a'.repeat(40_000) }) }, 413, 'invalid_request'],
  ])('refuses a call with %s in the form of OAuth', async (_, call, status, error) => {
    const answer = await api.call('POST', '/oauth/introspect', call)
    expect({ status: answer.status, error: answer.json.error }).toEqual({ status, error })
    expect(answer.json.error_description).toEqual(expect.any(String))
    if (status === 401) expect(answer.headers.get('www-authenticate')).toMatch(/^(Basic|Bearer) realm="assay"/)
  })

  it('needs a key with the scope', async () => {
    const key = await issueServiceKey(world, world.shop, ['tokens:verify'])
    const { status, json, headers } = await introspect({ token: 'a' }, key)
    expect({ status, error: json.error }).toEqual({ status: 403, error: 'insufficient_scope' })
    expect(headers.get('www-authenticate')).toContain('scope="tokens:introspect"')
  })

  it('says 503 and not inactive when the verifier lacks a key', async () => {
    const { status, json, headers } = await introspect({ token: await tokenOfMissingKey(world) })
    expect({ status, error: json.error }).toEqual({ status: 503, error: 'temporarily_unavailable' })
    expect(headers.get('retry-after')).toBe('1')
  })

  it('is not a GET', async () => {
    const { status, headers } = await api.call('GET', '/oauth/introspect')
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow: 'POST' })
  })
})

describe('revocation (RFC 7009)', () => {
  const revoke = (token: string, key = api.key) =>
    api.call('POST', '/oauth/revoke', { body: form({ token, token_type_hint: 'access_token' }), key })
  const isActive = async (token: string) => (await introspect({ token })).json.active

  it('ends a token for the very next call, and answers with nothing', async () => {
    const { token } = await world.session(world.shop)
    const { status, text } = await revoke(token)
    expect({ status, text, active: await isActive(token) }).toEqual({ status: 200, text: '', active: false })
  })

  it('answers the same for what it does not end', async () => {
    const revoked = await world.session(world.shop)
    await revoke(revoked.token)
    const { token: foreign } = await world.session(world.shop)
    const key = await issueServiceKey(world, await world.application())
    const answers = [
      await revoke('hello'),
      await revoke(mintToken(world.keyring, 'live', 'session').token),
      await revoke(withOtherSecret(foreign)),
      await revoke(revoked.token),
      await revoke(foreign, key),
    ]
    expect(answers.map(({ status, text }) => [status, text])).toEqual(answers.map(() => [200, '']))
    expect(await isActive(foreign)).toBe(true)
  })

  it('needs a token, and a key with the scope', async () => {
    expect((await api.call('POST', '/oauth/revoke', { body: form({}) })).json.error).toBe('invalid_request')
    const key = await issueServiceKey(world, world.shop, ['tokens:introspect'])
    expect((await revoke('hello', key)).json.error).toBe('insufficient_scope')
  })
})

describe('oauth4webapi', () => {
  const insecure = { [oauth.allowInsecureRequests]: true }
  const client: oauth.Client = { client_id: 'shop app+1' }

  async function discover() {
    const issuer = new URL(api.url)
    const response = await oauth.discoveryRequest(issuer, { algorithm: 'oauth2', ...insecure })
    return oauth.processDiscoveryResponse(issuer, response)
  }

  it('discovers, introspects, revokes, and finds the token inactive', async () => {
    const server = await discover()
    const authentication = oauth.ClientSecretBasic(api.key)
    const { token, id } = await world.session(world.shop)
    const ask = async () => {
      const response = await oauth.introspectionRequest(server, client, authentication, token, insecure)
      return oauth.processIntrospectionResponse(server, client, response)
    }
    expect(await ask()).toMatchObject({ active: true, jti: id })
    const revocation = await oauth.revocationRequest(server, client, authentication, token, insecure)
    expect(await oauth.processRevocationResponse(revocation)).toBeUndefined()
    expect(await ask()).toEqual({ active: false })
  })
})

describe('openid-client', () => {
  it('discovers, introspects, revokes, and finds the token inactive', async () => {
    const config = await openid.discovery(new URL(api.url), 'shop', undefined, openid.ClientSecretBasic(api.key), {
      algorithm: 'oauth2',
      execute: [openid.allowInsecureRequests],
    })
    const { token, id } = await world.key(world.shop)
    expect(await openid.tokenIntrospection(config, token)).toMatchObject({ active: true, jti: id })
    expect(await openid.tokenRevocation(config, token, { token_type_hint: 'access_token' })).toBeUndefined()
    expect(await openid.tokenIntrospection(config, token)).toEqual({ active: false })
  })
})
