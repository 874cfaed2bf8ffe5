import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { NO_EXPECTATION } from '@/lib/core/facts'
import { DAY, HOUR } from '@/lib/core/instant'
import type { Context } from '../context'
import { takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { judgeRecorded } from '../tokens/judge-recorded'
import { endOverlap } from './end-overlap'
import { readOverlap } from './read-overlap'
import { rotateKey } from './rotate'

const world = await testWorld()
const { shop } = world
const read = (credentialId: string, context = world.administrator) => readOverlap(context, { credentialId })

async function rotated(overlapSeconds = 3_600) {
  const old = await world.key(shop, { at: (await world.now()) - 2 * DAY })
  const outcome = await rotateKey(world.asApplication(shop), { credentialId: old.id, overlapSeconds })
  if (!outcome.ok) throw new Error(outcome.code)
  return { old, successor: outcome.value.credential, token: outcome.value.token }
}

/** Presents a token as an application's end user does, and waits until it is written. */
async function presented(token: string, ip: string, userAgent: string, at = shop): Promise<void> {
  const services = world.services.api
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(services, [presentation])
  const refusalSource = () => ({
    applicationId: at.id,
    callerCredentialId: randomUUID(),
    ip,
    country: null,
    userAgent,
    callerIp: null,
    requestId: randomUUID(),
    requestAt: snapshot.now,
  })
  const use = { ip, userAgent, scopes: [] }
  await judgeRecorded(services, { presentation, snapshot, expected: NO_EXPECTATION, refusalSource, use })
  await services.telemetry.flush()
}

describe('an overlap', () => {
  test('shows uses of both side by side, and from where the old one is used', async () => {
    const { old, successor, token } = await rotated()
    await presented(old.token, '198.51.100.211', 'old-agent/1')
    await presented(old.token, '198.51.100.211', 'old-agent/1')
    await presented(token, '198.51.100.210', 'new-agent/2')
    const { now, ...overlap } = await read(old.id)
    expect(overlap).toMatchObject({
      oldId: old.id,
      successorId: successor.id,
      state: 'in_overlap',
      rotatedAt: successor.issuedAt,
      latestEnd: successor.issuedAt + 30 * DAY,
      addresses: [{ value: '198.51.100.211', count: 2 }],
      userAgents: [{ value: 'old-agent/1' }],
      refused: [],
    })
    const sum = (side: 'old' | 'successor') => overlap.hours.reduce((all, hour) => all + hour[side], 0)
    expect([sum('old'), sum('successor')]).toEqual([2, 1])
    expect(overlap.oldLastUsedAt).toBeGreaterThanOrEqual(successor.issuedAt)
    expect(overlap.oldLastUsedAt).toBeLessThanOrEqual(now)
  })

  test('says of an old key that is silent that it was not used since', async () => {
    const { old } = await rotated()
    expect(await read(old.id)).toMatchObject({ oldLastUsedAt: null, hours: [], addresses: [], userAgents: [] })
  })

  test('that is over shows who still presents the old one, each source once', async () => {
    const { old } = await rotated()
    await endOverlap(world.administrator, { credentialId: old.id })
    await presented(old.token, '198.51.100.1', 'forgotten/1')
    await presented(old.token, '198.51.100.1', 'forgotten/1')
    await presented(old.token, '198.51.100.2', 'forgotten/1')
    const { state, refused } = await read(old.id)
    expect(state).toBe('ended')
    const veiled = await read(old.id, world.support)
    expect(veiled.refused.map(({ address }) => address)).toEqual(['198.51.•.•', '198.51.•.•'])
    expect(refused.map(({ address, userAgent, count }) => [address, userAgent, count]).toSorted()).toEqual([
      ['198.51.100.1', 'forgotten/1', 2],
      ['198.51.100.2', 'forgotten/1', 1],
    ])
  })

  test('shows who presents the old one at other applications to those alone who reach them', async () => {
    const { old } = await rotated()
    await endOverlap(world.administrator, { credentialId: old.id })
    await presented(old.token, '198.51.100.1', 'forgotten/1')
    await presented(old.token, '198.51.100.9', 'forgotten/1', await world.application())
    const refusedTo = async (by: Context) => (await read(old.id, by)).refused.map(({ address }) => address)
    expect(await refusedTo(await world.operatorOf(shop))).toEqual(['198.51.100.1'])
    expect(await refusedTo(world.administrator)).toHaveLength(2)
  })

  test('goes back a day before the rotation and not to the beginning', async () => {
    const { old } = await rotated()
    const { rotatedAt } = await read(old.id)
    const hour = rotatedAt - (rotatedAt % HOUR)
    for (const at of [hour - 30 * HOUR, hour - 5 * HOUR])
      await world.database.owner.query(
        `insert into use_hour (hour, credential_id, minutes, count, last_at) values ($1, $2, repeat('0', 60)::bit(60), 7, $1)`,
        [new Date(at).toISOString(), old.id],
      )
    expect((await read(old.id)).hours).toEqual([{ hour: hour - 5 * HOUR, old: 7, successor: 0 }])
  })

  test('of a key without a successor, of a session, of nothing and of others is not found', async () => {
    const key = await world.key(shop)
    const session = await world.session(shop)
    for (const id of [key.id, session.id, randomUUID()])
      await expect(read(id)).rejects.toMatchObject({ code: 'not_found' })
    const { old } = await rotated()
    const elsewhere = await world.operatorOf(await world.application())
    await expect(read(old.id, elsewhere)).rejects.toMatchObject({ code: 'not_found' })
    await expect(read(old.id, world.asApplication(shop))).rejects.toMatchObject({ code: 'forbidden' })
  })
})
