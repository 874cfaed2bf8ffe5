import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isReason } from '@/lib/core/reasons'
import { testWorld } from '@/lib/services/testing'
import { createApi } from './app'
import { ENDPOINTS } from './routes/all'
import { issueServiceKey } from './testing'

const world = await testWorld()
const app = createApi({ services: world.services.api, issuer: 'http://localhost' })
const key = await issueServiceKey(world, world.shop)
const known = await world.key(world.shop)

const RUNS = { numRuns: 400 }
const FIELDS = ['token', 'touch', 'context', 'subject', 'external_id', 'type', 'name', 'email', 'scopes', 'purpose']
const MORE_FIELDS = [
  'expires_at',
  'not_before',
  'overlap_seconds',
  'cause',
  'note',
  'until',
  'ip',
  'user_agent',
  'country',
]
const HEADERS = [
  'authorization',
  'content-type',
  'idempotency-key',
  'x-forwarded-for',
  'user-agent',
  'accept',
  'cookie',
]

/** Texts that systems choke on, beside any other. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 400 }),
  fc.constantFrom('', '\u0000', '\ud800', '%00', '../..', "' or 1=1 --", '{{7*7}}', '__proto__', 'constructor', 'null'),
  fc.constantFrom(
    '0000-01-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '9999-12-31T23:59:59-14:00',
    '1e400',
    'NaN',
    '::',
    'XX',
  ),
)
const value = fc.oneof(
  text,
  fc.jsonValue(),
  fc.double(),
  fc.constantFrom(0, -1, 2 ** 31, 2 ** 53, 1e308, true, false, null, 'live', 'session', 'person', 'revoked', [], {}),
)
const fields = fc.dictionary(
  fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...FIELDS, ...MORE_FIELDS) }, { weight: 1, arbitrary: text }),
  fc.oneof(value, fc.dictionary(fc.constantFrom(...FIELDS, ...MORE_FIELDS), value), fc.array(value, { maxLength: 5 })),
  { maxKeys: 8 },
)

const headers = fc.dictionary(
  fc.constantFrom(...HEADERS),
  fc.string({ unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)) }),
)

function expectAnswer(response: Response): void {
  expect(response.status).toBeLessThan(500)
  expect(response.headers.get('x-request-id')).toMatch(/^req_[0-9A-Za-z]{22}$/)
}

describe('nothing a client can send makes the data plane fail', () => {
  it('whatever the method, address, headers and bytes', async () => {
    const method = fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS')
    const path = fc.oneof(
      fc.webPath(),
      fc.constantFrom(...ENDPOINTS.map(({ facts }) => facts.path)),
      text.map(asSegment),
    )
    await fc.assert(
      fc.asyncProperty(
        method,
        path,
        fc.webQueryParameters(),
        headers,
        text,
        async (method, path, query, headers, body) => {
          const hasBody = !['GET', 'HEAD'].includes(method)
          const address = `http://localhost/${path.replace(/^\/+/, '')}?${query}`
          expectAnswer(await app.request(address, { method, headers, ...(hasBody && { body }) }))
        },
      ),
      RUNS,
    )
  })

  it.each(ENDPOINTS.map(({ facts }) => facts))('with any fields: $method $path', async ({ method, path, bodyType }) => {
    await fc.assert(
      fc.asyncProperty(fields, text, async (body, id) => {
        const address = path.replace('{id}', known.id).replace('{external_id}', asSegment(id) || 'mia')
        const form = bodyType === 'form'
        const answer = await app.request(address, {
          method: method.toUpperCase(),
          headers: {
            authorization: `Bearer ${key}`,
            'content-type': form ? 'application/x-www-form-urlencoded' : 'application/json',
          },
          ...(method !== 'get' && {
            body: form
              ? String(
                  new URLSearchParams(
                    Object.entries(body).map(([k, v]) => [k, typeof v === 'string' ? v : (JSON.stringify(v) ?? '')]),
                  ),
                )
              : JSON.stringify(body),
          }),
        })
        expectAnswer(answer)
        expect([200, 201, 400, 403, 404, 405, 409]).toContain(answer.status)
      }),
      { numRuns: 120 },
    )
  })

  it('and any text has a verdict: refused, with one reason of the catalogue', async () => {
    const sent = await world.session(world.shop)
    const near = fc.tuple(fc.nat(sent.token.length), text).map(([at, extra]) => sent.token.slice(0, at) + extra)
    await fc.assert(
      fc.asyncProperty(fc.oneof(text, near), async (token) => {
        fc.pre(token !== sent.token)
        const answer = await app.request('/v1/verify', {
          method: 'POST',
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify({ token }),
        })
        const verdict = await answer.json()
        expect({ status: answer.status, active: verdict.active }).toEqual({ status: 200, active: false })
        expect(isReason(verdict.reason)).toBe(true)
      }),
      RUNS,
    )
  })
})

/** Lone surrogates cannot be encoded: they are replaced. */
function asSegment(raw: string): string {
  return encodeURIComponent(Buffer.from(raw).toString())
}
