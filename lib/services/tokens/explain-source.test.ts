import { beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '@/lib/api/testing'
import { withOtherSecret } from '@/lib/api/testing-refusals'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { revokeCredentials } from '../credentials/revoke'
import { refineForged } from '../refusals/refine-forged'
import { testWorld } from '../testing'
import { explainSource } from './explain-source'

const world = await testWorld()
const clock = await world.database.movableClock()
const other = await world.application({ slug: 'desk', name: 'Desk' })
let api: TestApi
let last = 0

beforeAll(async () => {
  api = await startTestApi(world)
})

/** An address nobody else uses in this file. */
const freshAddress = () => {
  last += 1
  return `198.51.${last}.7`
}

async function present(token: string, ip: string, agent = 'curl/8'): Promise<string> {
  const { json } = await api.call('POST', '/v1/verify', { body: { token, context: { ip, user_agent: agent } } })
  await world.services.api.telemetry.flush()
  return json.request_id
}

async function from(address: string, changes: { at?: number; withinMinutes?: number } = {}, by = world.support) {
  const at = changes.at ?? (await world.now())
  const outcome = await explainSource(by, { address, at, withinMinutes: changes.withinMinutes ?? 30 })
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

describe('from one source around a moment', () => {
  test('tokens of nobody are found and counted exactly, each reason with its references', async () => {
    const ip = freshAddress()
    const { token } = await world.session(world.shop)
    const seen = [
      await present('no token', ip),
      await present(`${token.slice(0, -1)}x`, ip),
      await present('another', ip),
    ]
    const told = await from(ip)
    expect(told.reasons).toEqual([
      { reason: 'malformed', count: 2 },
      { reason: 'mistyped', count: 1 },
    ])
    expect(told).toMatchObject({ count: 3, applications: ['Shop'], people: [], imitated: [], more: false })
    expect(seen).toContain(told.likely[0]?.requestId)
    expect(told.refusals.every(({ requestId }) => seen.includes(requestId))).toBe(true)
  })

  test('a guess is told with the credential it imitates, and is not counted as its owner’s', async () => {
    const ip = freshAddress()
    const owner = await world.subject(world.shop, { name: 'Ada Byron' })
    const { id, token } = await world.key(world.shop, { subject: owner, name: 'Nightly' })
    for (let made = 0; made < 3; made += 1) await present(withOtherSecret(token), ip)
    await refineForged(world.services.worker)
    const told = await from(ip)
    expect(told.imitated).toEqual([
      { credentialId: id, kind: 'api_key', name: 'Nightly', ownerName: 'Ada Byron', applicationName: 'Shop', count: 3 },
    ])
    expect([told.people, told.reasons]).toEqual([[], [{ reason: 'tampered', count: 3 }]])
  })

  test('people whose own tokens were refused from there are named, and live credentials used there counted', async () => {
    const ip = freshAddress()
    const owner = await world.subject(world.shop, { name: 'Ida Rhodes' })
    const { id, token } = await world.session(world.shop, { subject: owner })
    const { token: good } = await world.session(world.shop, { subject: owner })
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    await present(token, ip)
    await api.call('POST', '/v1/verify', { body: { token: good, context: { ip } } })
    await world.services.api.telemetry.flush()
    expect(await from(ip)).toMatchObject({
      people: [{ id: owner.id, name: 'Ida Rhodes', count: 1 }],
      accepted: { count: 1, exact: true },
    })
  })

  test('a network holds its addresses and no other; the caller’s own address counts as well', async () => {
    const [ip, neighbour] = ['192.0.2.40', '192.0.2.41']
    await present('one', ip)
    await present('two', neighbour)
    const ofNetwork = async (network: string) => (await from(network, {}, world.administrator)).count
    expect(await ofNetwork('192.0.2.40/31')).toBe(2)
    expect((await from(ip)).count).toBe(1)
    expect(await ofNetwork('192.0.2.42/31')).toBe(0)
    expect((await from('127.0.0.1')).count).toBeGreaterThan(1)
  })

  test('only what lies within the stretch is counted, though an hour is stored as one', async () => {
    const now = await world.now()
    await clock.setInstant(now - (now % HOUR) + HOUR)
    const ip = freshAddress()
    await present('early', ip)
    await clock.advance(30 * MINUTE)
    await present('late', ip)
    expect(await from(ip, { withinMinutes: 10 })).toMatchObject({ count: 1, refusals: [{ count: 1 }] })
    expect((await from(ip, { withinMinutes: 40 })).count).toBe(2)
    await clock.reset()
  })

  test('nothing is told of another team’s refusals', async () => {
    const ip = freshAddress()
    await present('no token', ip)
    const desk = await world.operatorOf(other)
    expect(await from(ip, {}, desk)).toMatchObject({ count: 0, likely: [], refusals: [], applications: [] })
    expect((await from(ip)).count).toBe(1)
  })
})

describe('the question', () => {
  test('is entered, without the address', async () => {
    const ip = freshAddress()
    const by = { ...world.support, correlationId: crypto.randomUUID() }
    await from(ip, {}, by)
    const entries = await world.entries({ correlationId: by.correlationId })
    expect(entries.at(-1)).toMatchObject({ targetType: 'installation', detail: { by: 'source', reason: null } })
    expect(JSON.stringify(entries)).not.toContain(ip)
  })

  test.for(['', 'here', '203.0.113', '203.0.113.0/33', '1.2.3.4; drop table', 'amara@example.org'])(
    'is refused for what is no address: “%s”',
    async (address) => {
      await expect(from(address)).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer: '/address' }] })
    },
  )

  test('is refused to an application', async () => {
    await expect(from('203.0.113.1', {}, world.asApplication(world.shop))).rejects.toMatchObject({ code: 'forbidden' })
  })
})
