import { beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '@/lib/api/testing'
import { withOtherSecret } from '@/lib/api/testing-refusals'
import { formatToken } from '@/lib/core/token'
import { randomBase62 } from '@/lib/crypto/token'
import { testWorld } from '../testing'
import { explain } from '../tokens/explain'
import { listRefusals } from './list'
import { refineForged } from './refine-forged'

const world = await testWorld()
let api: TestApi

beforeAll(async () => {
  api = await startTestApi(world)
})

async function present(token: string): Promise<string> {
  const { json } = await api.call('POST', '/v1/verify', { body: { token, context: { ip: '203.0.113.9' } } })
  return json.request_id
}

async function recorded() {
  await world.services.api.telemetry.flush()
  const { items } = await listRefusals(world.administrator, {})
  return items.map(({ reason, count, credentialId }) => ({ reason, count, credentialId }))
}

/** Our shape, an issuer key id of ours, and nothing behind it. */
function madeUpToken(): string {
  const head = { environment: 'live', kind: 'session', issuerKeyId: '0A', selector: randomBase62(16) } as const
  return formatToken(head, randomBase62(43), randomBase62(8))
}

describe('telling tampered from forged afterwards', () => {
  test('guesses from one address are one row with a count, and those that imitate a credential become a row of their own', async () => {
    const { id, token } = await world.session(world.shop)
    const imitation = await present(withOtherSecret(token))
    await present(withOtherSecret(token))
    const guess = await present(madeUpToken())
    expect(await recorded()).toEqual([{ reason: 'forged', count: 3, credentialId: null }])

    expect(await refineForged(world.services.worker)).toBe(2)
    expect(await recorded()).toEqual(
      expect.arrayContaining([
        { reason: 'tampered', count: 2, credentialId: id },
        { reason: 'forged', count: 1, credentialId: null },
      ]),
    )
    const told = await explain(world.administrator, { by: 'request', requestId: imitation })
    expect(told.ok && told.value.verdict.reason).toBe('tampered')
    const untouched = await explain(world.administrator, { by: 'request', requestId: guess })
    expect(untouched.ok && untouched.value.verdict.reason).toBe('forged')
  })

  test('is done once: the counts by the hour stay true however often it runs', async () => {
    expect(await refineForged(world.services.worker)).toBe(0)
    const { rows } = await world.database.owner.query(
      `select reason, count::int, (select sum(minute)::int from unnest(minutes) minute) as minutes from refusal_hour order by reason`,
    )
    expect(rows).toEqual([
      { reason: 'forged', count: 1, minutes: 1 },
      { reason: 'tampered', count: 2, minutes: 2 },
    ])
  })

  test('leaves no row behind when everything in it imitated a credential', async () => {
    const { token } = await world.session(world.shop)
    const { json } = await api.call('POST', '/v1/verify', {
      body: { token: withOtherSecret(token), context: { ip: '203.0.113.10' } },
    })
    expect(json.active).toBe(false)
    await recorded()
    await refineForged(world.services.worker)
    const rows = await recorded()
    expect(rows.filter((row) => row.count === 0)).toEqual([])
    expect(rows.filter((row) => row.reason === 'tampered')).toHaveLength(2)
  })
})
