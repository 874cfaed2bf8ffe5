import { randomUUID } from 'node:crypto'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { parseToken } from '@/lib/core/token'
import { readRequestId } from '@/lib/crypto/id'
import { mintToken } from '@/lib/crypto/token'
import { testWorld } from '@/lib/services/testing'
import { STRICT_TRANSPORT } from './respond'
import { ProblemAnswer } from './schemas/problem'
import { ASSAY, issueServiceKey, startTestApi, type TestCall } from './testing'

const world = await testWorld()
const api = await startTestApi(world)
const { telemetry } = world.services.api
const verify = (call: TestCall) => api.call('POST', '/v1/verify', { body: { token: 'a' }, ...call })

async function lastRefusal() {
  await telemetry.flush()
  const { rows } = await world.database.owner.query('select * from refusal order by last_at desc, id desc limit 1')
  return rows[0]
}

describe('who calls', () => {
  it('is asked for a key without being told of an error', async () => {
    const { status, headers, json } = await verify({ key: null })
    expect({ status, challenge: headers.get('www-authenticate') }).toEqual({
      status: 401,
      challenge: 'Bearer realm="assay"',
    })
    expect(ProblemAnswer.parse(json).type).toContain('unauthenticated')
  })

  it.each([
    ['Basic outside of OAuth', 'Basic c2hvcDprZXk=', 401, 'Bearer realm="assay"'],
    ['a scheme that is not known', 'Digest username="a"', 401, 'Bearer realm="assay"'],
    ['Bearer without a token', 'Bearer', 400, 'Bearer realm="assay", error="invalid_request"'],
    ['two tokens after Bearer', 'Bearer a b', 400, 'Bearer realm="assay", error="invalid_request"'],
    ['characters no token has', 'Bearer ä"', 400, 'Bearer realm="assay", error="invalid_request"'],
    ['a key that is none', 'Bearer hello', 401, 'Bearer realm="assay", error="invalid_token"'],
  ])('is refused with %s', async (_, authorization, status, challenge) => {
    const { status: answered, headers } = await verify({ headers: { authorization } })
    expect({ status: answered, challenge: headers.get('www-authenticate') }).toEqual({ status, challenge })
  })

  it.each(['access_token', 'token'])('is refused with a key in the query as ?%s', async (name) => {
    for (const path of ['/v1/verify', '/oauth/introspect']) {
      const { status } = await api.call('POST', `${path}?${name}=${api.key}`, { body: new URLSearchParams('token=a') })
      expect([400, 415]).toContain(status)
    }
  })

  it('is remembered as refused under the application that the key speaks for', async () => {
    const key = await issueServiceKey(world, world.shop)
    const selector = parseToken(key).shape
    await world.database.owner.query(`update credential_live set suspended_from = assay_now() where selector = $1`, [
      selector.shape === 'well_formed' && selector.selector,
    ])
    await world.database.owner.query(
      `insert into suspension (id, credential_id, from_at, actor_type, actor_label) select $2, credential_id, suspended_from, 'system', 'test' from credential_live where selector = $1`,
      [selector.shape === 'well_formed' && selector.selector, randomUUID()],
    )
    const { status, json } = await verify({ key })
    expect(status).toBe(401)
    expect(json).not.toHaveProperty('reason')
    expect(await lastRefusal()).toMatchObject({ reason: 'suspended', application_id: world.shop.id })
    expect(readRequestId(json.request_id)).not.toBeNull()
  })

  it('is remembered as refused under Assay itself when nothing matched', async () => {
    await verify({ key: mintToken(world.keyring, 'live', 'api_key').token })
    expect(await lastRefusal()).toMatchObject({ reason: 'unknown', application_id: ASSAY.id })
  })

  it.each([
    ['a session of an operator', async () => (await world.session(ASSAY)).token],
    ["an application's own API key", async () => (await world.key(world.shop)).token],
  ])('is not %s', async (_, make) => {
    expect((await verify({ key: await make() })).status).toBe(401)
  })

  it('needs a key that speaks for an application', async () => {
    const { token } = await world.key(ASSAY)
    expect((await verify({ key: token })).status).toBe(403)
  })

  it('is told which scope the key lacks', async () => {
    const key = await issueServiceKey(world, world.shop, ['tokens:introspect'])
    const { status, headers, json } = await verify({ key })
    expect(status).toBe(403)
    expect(headers.get('www-authenticate')).toBe(
      'Bearer realm="assay", error="insufficient_scope", scope="tokens:verify"',
    )
    expect(ProblemAnswer.parse(json).type).toContain('scope-missing')
  })

  it('learns nothing of its body before it was accepted', async () => {
    expect((await verify({ key: 'hello', body: '{' })).status).toBe(401)
  })
})

describe('a request that cannot be read', () => {
  it.each([
    ['JSON that is none', { body: '{"token"' }, 400],
    ['a list', { body: [] }, 400],
    ['no body', { body: undefined }, 400],
    ['a field that is not known', { body: { token: 'a', admin: true } }, 400],
    ['another media type', { body: 'token=a', headers: { 'content-type': 'text/plain' } }, 415],
    ['no media type', { body: '{}', headers: { 'content-type': '' } }, 415],
    ['more than 32 KiB', { body: { token: 'a'.repeat(33_000) } }, 413],
  ])('is refused: %s', async (_, call, status) => {
    const answer = await verify(call)
    expect(answer.status).toBe(status)
    const problem = ProblemAnswer.parse(answer.json)
    expect(problem).toMatchObject({ status, request_id: answer.headers.get('x-request-id') })
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  })

  it('is pointed at field by field', async () => {
    const context = { ip: '300.1.1.1', kind: 'cookie', scopes: ['a b'], sent_at: 'yesterday', 'a/b': 1 }
    const { json } = await verify({ body: { token: 7, context } })
    const pointers = ProblemAnswer.parse(json).errors?.map(({ pointer }) => pointer)
    expect(pointers?.sort()).toEqual(
      ['/token', '/context/ip', '/context/kind', '/context/scopes/0', '/context/sent_at', '/context/a~1b'].sort(),
    )
  })

  it('is told by the names of the wire also when the verb finds it', async () => {
    const body = { subject: { external_id: 'a' }, name: 'Old', expires_at: '2001-01-01T00:00:00Z' }
    const { status, json } = await api.call('POST', '/v1/keys', { body })
    expect({ status, errors: json.errors.map(({ pointer }: { pointer: string }) => pointer) }).toEqual({
      status: 400,
      errors: ['/expires_at'],
    })
  })

  it('is refused by its length when it does not say it', async () => {
    const chunk = new TextEncoder().encode('a'.repeat(10_000))
    let sent = 0
    const body = new ReadableStream({
      pull: (controller) => (sent++ < 8 ? controller.enqueue(chunk) : controller.close()),
    })
    const headers = { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' }
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' }
    const { status } = await fetch(`${api.url}/v1/verify`, init)
    expect(status).toBe(413)
  })

  it.each([
    ['GET', '/v1/verify', 'POST'],
    ['DELETE', '/v1/sessions', 'POST'],
    ['OPTIONS', '/v1/subjects/mia', 'PUT'],
    ['POST', '/health', 'GET, HEAD'],
    ['PATCH', `/v1/credentials/${randomUUID()}/revoke`, 'POST'],
  ])('is refused by its method: %s %s', async (method, path, allow) => {
    const { status, headers } = await api.call(method, path)
    expect({ status, allow: headers.get('allow') }).toEqual({ status: 405, allow })
  })

  it.each(['/', '/v1', '/v1/verify/', '/v1/nothing', '/%00', '/v1/keys//rotate'])('has no address %s', async (path) => {
    const { status, json } = await api.call('POST', path, { body: {} })
    expect(status).toBe(404)
    ProblemAnswer.parse(json)
  })

  it.each([
    ['headers beyond any use', `GET /health HTTP/1.1\r\nHost: a\r\nX-Long: ${'a'.repeat(20_000)}\r\n\r\n`, 431],
    ['bytes that are not HTTP', 'hello\r\n\r\n', 400],
    ['a host that is none', 'GET /health HTTP/1.1\r\nHost: a b\r\n\r\n', 400],
    ['no host', 'GET /health HTTP/1.1\r\n\r\n', 400],
    ['a length that is none', 'POST /v1/verify HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n', 400],
    ['two lengths', 'POST /v1/verify HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n', 400],
    [
      'a length and chunks',
      'POST /v1/verify HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
    ],
  ])('gets an answer all the same: %s', async (_, bytes, status) => {
    const socket = connect(api.port, '127.0.0.1')
    socket.end(bytes)
    expect(await text(socket)).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  })
})

describe('every answer', () => {
  it('carries a request id, is not kept and not sniffed', async () => {
    for (const path of ['/health', '/ready', '/openapi.json', '/docs', '/nothing', '/v1/verify']) {
      const { headers } = await api.call('GET', path)
      expect(headers.get('x-request-id')).toMatch(/^req_[0-9A-Za-z]{22}$/)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-type')).toMatch(/; charset=utf-8$/)
      // Over plain http nobody may be told to use https (RFC 6797 section 7.2).
      expect(headers.get('strict-transport-security')).toBeNull()
    }
  })

  it('asks for https, also where it is refused unread, once that is how the data plane is reached', async () => {
    const secure = await startTestApi(world, { issuer: 'https://api.example.org' })
    for (const path of ['/health', '/openapi.json', '/nothing', '/v1/verify'])
      expect((await secure.call('GET', path)).headers.get('strict-transport-security')).toBe(STRICT_TRANSPORT)
    for (const bytes of ['hello\r\n\r\n', 'GET /health HTTP/1.1\r\nHost: a b\r\n\r\n']) {
      const socket = connect(secure.port, '127.0.0.1')
      socket.end(bytes)
      expect((await text(socket)).toLowerCase()).toContain(
        `strict-transport-security: ${STRICT_TRANSPORT.toLowerCase()}`,
      )
    }
  })
})
