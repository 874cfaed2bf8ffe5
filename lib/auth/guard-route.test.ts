import { expect, test, vi } from 'vitest'
import { MINUTE } from '@/lib/core/instant'
import { ServiceError } from '@/lib/services/errors'
import { RELYING_PARTY } from '@/lib/services/operators/factors/testing-passkey'
import { stepUp } from '@/lib/services/operators/step-up'
import { operatorContext } from './current-operator'
import { consoleRoute } from './guard-route'
import { consoleWorld } from './testing'

vi.mock('next/headers', () => import('@/lib/auth/testing-request'))
vi.mock('@/lib/console-services', () => import('@/lib/auth/testing-request'))

const world = await consoleWorld()
const SAME = { 'sec-fetch-site': 'same-origin' }

const route = consoleRoute(async (context, { query }) => {
  if (query.get('fail') === 'missing') throw new ServiceError('not_found', 'No such thing.')
  if (query.get('fail') === 'defect') throw new Error('secret detail')
  return { operator: context.actor.name }
})

async function get(query = '', headers: Record<string, string> = SAME): Promise<Response> {
  const url = `http://localhost:3000/api/console/thing${query}`
  return route(new Request(url, { headers }), { params: Promise.resolve({}) })
}

test('answers the operator of the cookie, uncached and with a request id', async () => {
  world.comeAs((await world.signedIn('support')).token)
  const response = await get()
  expect(await response.json()).toEqual({ operator: 'Nora' })
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('x-request-id')).toMatch(/^req_/)
})

test('without a session it is 401, and says nothing else', async () => {
  world.comeAs(null)
  const response = await get()
  expect(response.status).toBe(401)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
})

test('with the token a session had before it was confirmed it is 401, and says that the browser has a newer one', async () => {
  const { token } = await world.signedIn('support')
  world.comeAs(token)
  const context = await operatorContext({ touch: false })
  const proof = { kind: 'password', password: 'a quiet harbour in november' } as const
  const renewed = await stepUp(context, { proof, relyingParty: RELYING_PARTY })
  const response = await get()
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ type: 'https://assay.invalid/problems/session-renewed' })
  world.comeAs(renewed.ok ? renewed.value.token : null)
  expect((await get()).status).toBe(200)
})

test('while the store is down it is 503, to be tried again', async () => {
  world.comeAs((await world.signedIn('support')).token)
  const response = await world.withoutStore(() => get())
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1'])
})

test.each<[string, Record<string, string>]>([
  ['another site', { 'sec-fetch-site': 'cross-site' }],
  ['a sibling site', { 'sec-fetch-site': 'same-site' }],
  ['a foreign Origin', { origin: 'https://evil.example' }],
  ['Origin: null', { origin: 'null' }],
])('%s is answered 403 and reads nothing', async (_, headers) => {
  world.comeAs((await world.signedIn('support')).token)
  expect((await get('', headers)).status).toBe(403)
})

test('what a verb throws becomes a problem; a defect shows nothing of itself', async () => {
  world.comeAs((await world.signedIn('support')).token)
  expect((await get('?fail=missing')).status).toBe(404)
  const defect = await get('?fail=defect')
  expect(defect.status).toBe(500)
  expect(await defect.text()).not.toContain('secret detail')
})

test('polls leave the idle time alone, by header and by query; a read that was asked for is a use', async () => {
  world.comeAs((await world.signedIn('support')).token)
  await world.clock.setInstant(await world.now())
  const polls = [() => get('', { ...SAME, 'x-assay-poll': '1' }), () => get('?poll=1')]
  await world.clock.advance(50 * MINUTE)
  expect((await get()).status).toBe(200)
  await world.clock.advance(50 * MINUTE)
  for (const poll of polls) expect((await poll()).status).toBe(200)
  await world.clock.advance(10 * MINUTE)
  expect((await get()).status).toBe(401)
})
