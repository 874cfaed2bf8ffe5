import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import express, { type Request, type Response } from 'express'
import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Assay, createAssay } from './assay'
import { assayExpress, verdictOf } from './express'
import { endUserAddress, type GuardOptions } from './guard'
import { type AssayEnv, assayHono } from './hono'
import { type StandIn, startStandIn } from './testing/stand-in'

const ANN = { externalId: 'ann', name: 'Ann' }
const SESSION = { kind: 'session', from: 'cookie', cookieName: 'sid' } as const
const KEY = { kind: 'api_key', from: 'bearer', scopes: ['orders:read'] } as const

interface Site {
  readonly url: string
  close(): void
}

let plane: StandIn
let assay: Assay
const sites: Site[] = []

beforeEach(async () => {
  plane = await startStandIn()
  assay = createAssay({ url: plane.url, key: 'service-key', timeoutMilliseconds: 500 })
})
afterEach(async () => {
  for (const site of sites.splice(0)) site.close()
  await plane.close()
})

async function expressSite(options: GuardOptions): Promise<string> {
  const app = express()
  app.get('/', assayExpress(assay, options), (req, res) => {
    res.json(verdictOf(req).subject.externalId)
  })
  return listening(createServer(app).listen(0, '127.0.0.1'))
}

async function honoSite(options: GuardOptions): Promise<string> {
  const app = new Hono<AssayEnv>()
  app.get('/', assayHono(assay, options), (c) => c.json(c.get('assay').subject.externalId))
  return listening(serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }))
}

async function listening(server: ReturnType<typeof serve>): Promise<string> {
  if (!server.listening) await new Promise((resolve) => server.once('listening', resolve))
  sites.push({ url: '', close: () => server.close() })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

describe.each([
  ['Express', expressSite],
  ['Hono', honoSite],
])('%s', (_, site) => {
  test('a refusal says where the holder reads more, in the language of the browser, and still not why', async () => {
    const { token } = await assay.issueSession({ subject: ANN })
    plane.ledger.endToken(token)
    const headers = { cookie: `sid=${token}`, 'accept-language': 'de-AT' }
    const body = await (await fetch(await site(SESSION), { headers })).json()
    expect(body.help_url).toBe(`https://assay.example/why/${body.request_id}?lang=de`)
    expect(JSON.stringify(body)).not.toMatch(/revoked|Team/)
  })

  test('a browser that names no language is not answered for one', async () => {
    const { token } = await assay.issueSession({ subject: ANN })
    plane.ledger.endToken(token)
    const body = await (await fetch(await site(SESSION), { headers: { cookie: `sid=${token}` } })).json()
    expect(body).not.toHaveProperty('help_url')
  })

  test('a good cookie passes and the handler knows the person', async () => {
    const { token } = await assay.issueSession({ subject: ANN })
    const response = await fetch(await site(SESSION), { headers: { cookie: `theme=dark; sid=${token}` } })
    expect(response.status).toBe(200)
    expect(await response.json()).toBe('ann')
  })

  test('the address, the user agent, the clock, kind and scopes go to Assay', async () => {
    const headers = { authorization: 'bearer some-token', 'user-agent': 'curl/8', 'x-forwarded-for': '198.51.100.7' }
    await fetch(await site(KEY), { headers })
    expect(plane.lastBody()).toEqual({
      token: 'some-token',
      context: {
        ip: '127.0.0.1',
        user_agent: 'curl/8',
        kind: 'api_key',
        scopes: ['orders:read'],
        sent_at: expect.stringMatching(/^\d{4}-.*Z$/),
      },
    })
  })

  test('X-Forwarded-For counts only behind proxies that were declared', async () => {
    const headers = { authorization: 'Bearer t', 'x-forwarded-for': '10.9.9.9, 198.51.100.7' }
    await fetch(await site({ ...KEY, trustedProxies: 1 }), { headers })
    expect(plane.lastBody()).toMatchObject({ context: { ip: '198.51.100.7' } })
  })

  test('no token answers 401 with a challenge without an error code, and Assay is not asked', async () => {
    const response = await fetch(await site(KEY))
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="api"')
    expect(await response.json()).toMatchObject({ status: 401, request_id: expect.stringMatching(/^local_/) })
    expect(plane.received).toHaveLength(0)
  })

  test('a token in the query string is not read', async () => {
    const { token } = await assay.issueKey({ subject: ANN, name: 'k', scopes: ['orders:read'] })
    expect((await fetch(`${await site(KEY)}?access_token=${token}&token=${token}`)).status).toBe(401)
  })

  test('a refused token answers 401 with the challenge of the data plane and its request id, but not the reason', async () => {
    const response = await fetch(await site(SESSION), { headers: { cookie: 'sid=gone' } })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="assay", error="invalid_token"')
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    expect(response.headers.get('cache-control')).toBe('no-store')
    const problem = await response.json()
    expect(problem).toEqual({
      type: 'https://assay.invalid/problems/invalid_token',
      title: 'Authentication is required',
      status: 401,
      code: 'invalid_token',
      request_id: response.headers.get('x-request-id'),
    })
    expect(problem.request_id).toMatch(/^req_/)
  })

  test('a key without the scope answers 403', async () => {
    const { token } = await assay.issueKey({ subject: ANN, name: 'k' })
    const response = await fetch(await site(KEY), { headers: { authorization: `Bearer ${token}` } })
    expect(response.status).toBe(403)
    expect(response.headers.get('www-authenticate')).toContain('insufficient_scope')
  })

  test.each([
    ['a cookie and a header', { cookie: 'sid=a', authorization: 'Bearer b' }],
    ['two differing cookies of one name', { cookie: 'sid=a; sid=b' }],
  ])('%s at once answer 400 and Assay is not asked', async (_title, headers: Record<string, string>) => {
    const response = await fetch(await site(SESSION), { headers })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ code: 'invalid_request' })
    expect(plane.received).toHaveLength(0)
  })

  test('a key in the header does not open a route for session cookies', async () => {
    const { token } = await assay.issueSession({ subject: ANN })
    expect((await fetch(await site(SESSION), { headers: { authorization: `Bearer ${token}` } })).status).toBe(401)
  })

  test('a route for either transport takes both', async () => {
    const { token } = await assay.issueSession({ subject: ANN })
    const url = await site({ ...SESSION, from: 'either' })
    expect((await fetch(url, { headers: { authorization: `Bearer ${token}` } })).status).toBe(200)
    expect((await fetch(url, { headers: { cookie: `sid=${token}` } })).status).toBe(200)
  })

  test('nobody passes while the store is down: 503 with Retry-After, no challenge', async () => {
    const { token } = await assay.issueSession({ subject: ANN })
    const url = await site(SESSION)
    plane.meetNext({ status: 503, headers: { 'x-request-id': 'req_down' } })
    const response = await fetch(url, { headers: { cookie: `sid=${token}` } })
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('1')
    expect(response.headers.get('www-authenticate')).toBeNull()
    expect(await response.json()).toMatchObject({ code: 'verifier_unavailable', request_id: 'req_down' })
  })

  test('nobody passes while Assay cannot be reached', async () => {
    const url = await site(SESSION)
    await plane.close()
    expect((await fetch(url, { headers: { cookie: 'sid=x' } })).status).toBe(503)
  })

  test('a service key that Assay refuses is a defect of the site, not of the visitor', async () => {
    const url = await site(SESSION)
    plane.meetNext({ status: 401 })
    expect((await fetch(url, { headers: { cookie: 'sid=x' } })).status).toBe(500)
  })

  test('an absurdly long token is cut before it is sent, and refused', async () => {
    const url = await site(SESSION)
    expect((await fetch(url, { headers: { cookie: `sid=${'a'.repeat(9000)}` } })).status).toBe(401)
    expect(plane.received.at(-1)?.body.length).toBeLessThan(2500)
  })
})

describe('own words', () => {
  test('an Express site answers a refusal with its own page under the right status and headers', async () => {
    const app = express()
    const onRefused = (refusal: { requestId: string }, _req: Request, res: Response) =>
      res.send(`Ref ${refusal.requestId}`)
    app.get('/', assayExpress(assay, { ...SESSION, onRefused }), (_req, res) => {
      res.send('secret')
    })
    const url = await listening(createServer(app).listen(0, '127.0.0.1'))
    const response = await fetch(url, { headers: { cookie: 'sid=gone' } })
    expect(response.status).toBe(401)
    expect(await response.text()).toBe(`Ref ${response.headers.get('x-request-id')}`)
  })

  test('a Hono site does too', async () => {
    const app = new Hono<AssayEnv>()
    app.use(assayHono(assay, { ...SESSION, onRefused: (refusal, c) => c.text(`Ref ${refusal.requestId}`) }))
    const response = await app.request('/', { headers: { cookie: 'sid=gone' } })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toContain('invalid_token')
    expect(await response.text()).toBe(`Ref ${response.headers.get('x-request-id')}`)
  })

  test('a handler without the middleware throws instead of serving', async () => {
    const app = express()
    app.get('/', (req, res) => {
      res.send(verdictOf(req).subject.id)
    })
    const url = await listening(createServer(app).listen(0, '127.0.0.1'))
    expect((await fetch(url)).status).toBe(500)
  })
})

describe('the address of the end user', () => {
  test.each([
    ['198.51.100.1', undefined, 0, '198.51.100.1'],
    ['::ffff:198.51.100.1', undefined, 0, '198.51.100.1'],
    ['fe80::1%eth0', undefined, 0, 'fe80::1'],
    ['10.0.0.1', '203.0.113.5', 0, '10.0.0.1'],
    ['10.0.0.1', 'spoofed, 203.0.113.5', 1, '203.0.113.5'],
    ['10.0.0.1', '203.0.113.5, 10.0.0.2', 2, '203.0.113.5'],
    ['10.0.0.1', 'unknown', 1, undefined],
    [undefined, undefined, 0, undefined],
  ])('socket %s with X-Forwarded-For %s behind %i proxies is %s', (socketAddress, forwardedFor, proxies, expected) => {
    expect(endUserAddress({ socketAddress, forwardedFor }, proxies)).toBe(expected)
  })
})
