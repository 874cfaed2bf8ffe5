import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import type { Use } from '../judge/use-tally'
import { writeUses } from '../judge/write-uses'
import { testWorld } from '../testing'
import { readUsage } from './read-usage'

const world = await testWorld()
const { shop } = world
const NOW = await world.now()
const THIS_HOUR = NOW - (NOW % HOUR)

const use = (credentialId: string, at: Instant, changes: Partial<Use> = {}): Use => ({
  ...{ credentialId, kind: 'api_key' as const, at, ip: null, userAgent: null, scopes: [], count: 1 },
  ...changes,
})
const read = (credentialId: string, context = world.administrator) => readUsage(context, { credentialId })

describe('usage', () => {
  test('is told by the hour, oldest first, as far back as uses are kept', async () => {
    const { id } = await world.key(shop, { at: NOW - 200 * DAY })
    const hours = [THIS_HOUR - 89 * DAY, THIS_HOUR - 2 * HOUR, THIS_HOUR]
    await writeUses(
      world.services.api.db,
      [THIS_HOUR - 95 * DAY, ...hours].map((hour, index) => use(id, hour, { count: index + 1 })),
    )
    const usage = await read(id)
    expect(usage.hours).toEqual(hours.map((hour, index) => ({ hour, count: index + 2 })))
    expect(usage.total).toBe(9)
  })

  test('is summed by address and by scope over all hours, the most frequent first', async () => {
    const { id } = await world.key(shop, { at: NOW - DAY })
    await writeUses(world.services.api.db, [
      use(id, THIS_HOUR - 3 * HOUR, { ip: '203.0.113.1', scopes: ['a'], count: 2 }),
      use(id, THIS_HOUR - 2 * HOUR, { ip: '203.0.113.2', scopes: ['a', 'b'], count: 5 }),
      use(id, THIS_HOUR, { ip: '203.0.113.1', scopes: ['a'], count: 1 }),
      use(id, THIS_HOUR, { count: 4 }),
    ])
    const { addresses, scopes, total } = await read(id)
    expect(addresses).toEqual([
      { value: '203.0.113.2', count: 5, lastHour: THIS_HOUR - 2 * HOUR },
      { value: '203.0.113.1', count: 3, lastHour: THIS_HOUR },
    ])
    expect(scopes).toEqual([
      { value: 'a', count: 8, lastHour: THIS_HOUR },
      { value: 'b', count: 5, lastHour: THIS_HOUR - 2 * HOUR },
    ])
    expect(total).toBe(12)
  })

  test('that was written before addresses were counted claims no count', async () => {
    const { id } = await world.key(shop, { at: NOW - DAY })
    await writeUses(world.services.api.db, [use(id, THIS_HOUR - HOUR, { ip: '203.0.113.1' })])
    await world.database.owner.query(`update use_hour set address_counts = '{}' where credential_id = $1`, [id])
    expect((await read(id)).addresses).toEqual([{ value: '203.0.113.1', count: 0, lastHour: THIS_HOUR - HOUR }])
  })

  test('of a session is told as well, and outlives it', async () => {
    const { id } = await world.session(shop, { at: NOW - DAY })
    await writeUses(world.services.api.db, [use(id, NOW - MINUTE, { kind: 'session', ip: '203.0.113.1' })])
    expect((await read(id)).addresses).toMatchObject([{ value: '203.0.113.1', count: 1 }])
  })

  test('of what was never used is empty', async () => {
    const { id } = await world.key(shop)
    expect(await read(id)).toMatchObject({ hours: [], addresses: [], scopes: [], total: 0 })
  })

  test('of what is not there, or not theirs, is not found', async () => {
    const { id } = await world.key(shop)
    await expect(read(randomUUID())).rejects.toMatchObject({ code: 'not_found' })
    const elsewhere = await world.operatorOf(await world.application())
    await expect(read(id, elsewhere)).rejects.toMatchObject({ code: 'not_found' })
    await expect(read('no id')).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('keeps the addresses of people from those who may not see them', async () => {
    const { id } = await world.key(shop, { at: NOW - DAY })
    await writeUses(world.services.api.db, [use(id, NOW - MINUTE, { ip: '203.0.113.1' })])
    expect((await read(id, world.support)).addresses).toMatchObject([{ value: '203.0.•.•', count: 1 }])
  })

  test('is not told to applications', async () => {
    const { id } = await world.key(shop)
    await expect(read(id, world.asApplication(shop))).rejects.toMatchObject({ code: 'forbidden' })
  })
})
