import { describe, expect, test } from 'vitest'
import { HOUR } from '@/lib/core/instant'
import { testWorld } from '../testing'
import { readCounts } from './read-counts'

const world = await testWorld()
const counts = () => readCounts(world.support, {})

describe('the numbers beside the pages', () => {
  test('count what lives, and not what a limit has ended though no sweep has recorded it', async () => {
    const before = await counts()
    const now = await world.now()
    await world.session(world.shop)
    await world.key(world.shop)
    await world.key(world.shop, { at: now - 2 * HOUR, expiresAt: now - HOUR })
    const after = await counts()
    expect(after.sessions.count - before.sessions.count).toBe(1)
    expect(after.keys.count - before.keys.count).toBe(1)
  })

  test('count refusals of the last minute only', async () => {
    const insert = (ago: string) =>
      world.database.owner.query(
        `insert into refusal_request (request_at, request_id, refusal_id, judged_at)
         values (assay_now() - $1::interval, gen_random_uuid(), gen_random_uuid(), assay_now() - $1::interval)`,
        [ago],
      )
    await insert('20 seconds')
    await insert('2 minutes')
    expect((await counts()).refusalsPerMinute).toEqual({ count: 1, exact: true })
  })

  test('are no business of an application', async () => {
    await expect(readCounts(world.asApplication(world.shop, []), {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})
