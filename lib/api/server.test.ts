import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { createLog } from '@/lib/log'
import { testWorld } from '@/lib/services/testing'
import { createApi } from './app'
import { ENDPOINTS } from './routes/all'
import { MetadataAnswer } from './schemas/oauth'
import { issueServiceKey, startTestApi } from './testing'

const world = await testWorld()
const lines: string[] = []
const log = createLog((text) => lines.push(text))
const api = await startTestApi(world, { log, trustedProxies: ['127.0.0.1'] })

describe('the log', () => {
  it('has one line a request: the pattern of its address, and nothing that was sent', async () => {
    const { token, id, subject } = await world.session(world.shop)
    const forged = 'asy_live_session_guess'
    await api.call('POST', '/v1/verify', { body: { token, context: { user_agent: 'agent-x' } } })
    await api.call('POST', '/v1/verify', { body: { token: forged } })
    await api.call('POST', `/v1/credentials/${id}/revoke`, { body: { note: 'note-x' } })
    await api.call('GET', `/v1/subjects/${subject.externalId}/credentials?limit=7`)
    await api.call('GET', `/nothing/${forged}?token=${token}`)
    log.flush()
    const text = lines.join('')
    const entries = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(entries.map(({ route }) => route)).toEqual([
      ...['/v1/verify', '/v1/verify', '/v1/credentials/{id}/revoke', '/v1/subjects/{external_id}/credentials', '*'],
    ])
    expect(entries[0]).toEqual({
      at: expect.any(String),
      event: 'request',
      method: 'POST',
      route: '/v1/verify',
      status: 200,
      ms: expect.any(Number),
      request_id: expect.stringMatching(/^req_/),
      application: 'shop',
    })
    for (const secret of [token, forged, api.key, subject.externalId, id, 'agent-x', 'note-x', 'limit']) {
      expect(text).not.toContain(secret)
    }
  })

  it('tells a failure by its kind and place, never by its words', () => {
    lines.length = 0
    log.failure(Object.assign(new Error('params: asy_live_session_x'), { code: '57P01' }), 'req_x')
    log.flush()
    expect(JSON.parse(lines.join(''))).toMatchObject({ event: 'failure', causes: [{ name: 'Error', code: '57P01' }] })
    expect(lines.join('')).not.toContain('asy_live')
  })
})

describe('a defect', () => {
  it('is answered with 500 and shows nothing of itself', async () => {
    const services = {
      ...world.services.api,
      config: { ...world.services.api.config, at: () => Promise.reject(new Error('secret words')) },
    }
    const app = createApi({ services, issuer: 'http://localhost' })
    const headers = { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' }
    const answer = await app.request('/v1/verify', { method: 'POST', headers, body: '{"token":"a"}' })
    const text = await answer.text()
    expect(answer.status).toBe(500)
    expect(JSON.parse(text)).toMatchObject({ type: 'https://assay.invalid/problems/internal' })
    expect(text).not.toMatch(/secret words|at .*\.ts/)
  })
})

describe('behind a proxy that is trusted', () => {
  it("remembers the caller's own address", async () => {
    const headers = { 'x-forwarded-for': '198.51.100.1, 203.0.113.77' }
    await api.call('POST', '/v1/verify', { body: { token: 'hello' }, headers })
    await world.services.api.telemetry.flush()
    const { rows } = await world.database.owner.query(
      `select host(caller_ip) as ip from refusal where caller_ip = '203.0.113.77'`,
    )
    expect(rows).toEqual([{ ip: '203.0.113.77' }])
  })
})

describe('what needs no key', () => {
  it('says that the process lives, and that it can answer', async () => {
    expect((await api.call('GET', '/health', { key: null })).json).toEqual({ status: 'ok' })
    expect((await api.call('GET', '/ready', { key: null })).json).toEqual({ status: 'ready' })
    expect((await api.call('HEAD', '/ready', { key: null })).text).toBe('')
  })

  it('is not ready with other keys than the installation has', async () => {
    const keyring = { ...world.keyring, peppers: new Map([[1, Buffer.alloc(32)]]) }
    const app = createApi({ services: { ...world.services.api, keyring }, issuer: 'http://localhost' })
    const answer = await app.request('/ready')
    expect(answer.status).toBe(503)
    expect((await answer.json()).detail).toContain('pepper 1')
  })

  it('names the endpoints of OAuth (RFC 8414)', async () => {
    const { json } = await api.call('GET', '/.well-known/oauth-authorization-server', { key: null })
    expect(MetadataAnswer.parse(json)).toMatchObject({
      issuer: api.url,
      introspection_endpoint: `${api.url}/oauth/introspect`,
      introspection_endpoint_auth_methods_supported: ['client_secret_basic'],
      revocation_endpoint: `${api.url}/oauth/revoke`,
    })
  })

  it('describes every call as OpenAPI 3.1, each reference resolved and each name once', async () => {
    const { json, text } = await api.call('GET', '/openapi.json', { key: null })
    expect(json.openapi).toBe('3.1.0')
    for (const { facts } of ENDPOINTS) expect(json.paths[facts.path]).toHaveProperty(facts.method)
    const references = [...text.matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name)
    expect(references.length).toBeGreaterThan(20)
    for (const name of references) expect(json.components.schemas).toHaveProperty(name ?? '')
    const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ENDPOINTS.length)
    const { context } = json.components.schemas.VerifyRequest.properties
    expect(JSON.stringify(context)).toContain('RequestContext')
  })

  it('is a page that loads nothing and runs nothing', async () => {
    const { text, headers } = await api.call('GET', '/docs', { key: null })
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-[^']+';/)
    expect(text).not.toMatch(/<script|https?:\/\/(?!assay\.invalid|127)[^<]*\.(js|css)|src=/)
    for (const { facts } of ENDPOINTS) expect(text).toContain(facts.path)
  })
})

describe('a stop', () => {
  it('answers what has begun, writes what waits, and takes nothing more', async () => {
    const stopping = await startTestApi(world)
    const { token, id } = await world.session(world.shop)
    const key = await issueServiceKey(world, world.shop)
    const body = JSON.stringify({ token })
    const headers = {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'content-length': body.length,
    }
    const begun = request({ port: stopping.port, method: 'POST', path: '/v1/verify', headers })
    const answered = new Promise<number | undefined>((done, fail) => {
      begun.on('response', (response) => response.resume().on('end', () => done(response.statusCode)))
      begun.on('error', fail)
    })
    await new Promise<void>((done) => begun.write(body.slice(0, 5), () => done()))
    const closed = stopping.close()
    begun.end(body.slice(5))
    expect(await answered).toBe(200)
    await closed
    await expect(fetch(`${stopping.url}/health`)).rejects.toThrow()
    const sql = 'select use_count from credential_live where credential_id = $1'
    expect((await world.database.owner.query(sql, [id])).rows).toEqual([{ use_count: 1 }])
  })
})
