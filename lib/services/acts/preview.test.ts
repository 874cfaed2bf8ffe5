import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { ASSAY_APPLICATION } from '../assay-application'
import { testWorld } from '../testing'
import { listActs, readAct } from './read'
import { runAct } from './run'
import { forgetPreviews } from './run-waiting'
import { fresh, ids, performer, select, WHY } from './testing'

const world = await testWorld({ max: 6 })
const { shop } = world
const { owner } = world.database
const { preview, run, liveAmong } = performer(world)

describe('a preview', () => {
  test('changes nothing and says who is affected, by how much, and what is in use', async () => {
    const application = await world.application()
    const subject = await world.subject(application, { name: 'Ines Okafor' })
    const now = await world.now()
    const used = await world.session(application, { subject, ip: '203.0.113.9' })
    const old = await world.session(application, { subject, at: now - 30 * HOUR, ip: '203.0.113.10' })
    const key = await world.key(application, { subject, at: now - 2 * HOUR })
    await world.session(application)
    const { act, named } = await preview(select(used, old, key))
    expect(act).toMatchObject({ state: 'previewed', total: 3, typed: true, cutoff: false, startedAt: null })
    expect(act.radius).toMatchObject({
      kinds: { session: 2, api_key: 1 },
      subjects: 1,
      applications: [{ id: application.id, count: 3, live: 4 }],
      usedNow: 1,
      usedHour: 1,
      usedDay: 2,
      addresses: 2,
      serviceKeys: { count: 0, named: [] },
      ownSession: false,
    })
    expect(named).toMatchObject([{ id: subject.id, name: 'Ines Okafor' }])
    expect(await liveAmong(ids(used, old, key))).toBe(3)
  })

  test('names the service keys among them with the applications that would be cut off', async () => {
    const represents = await world.subject(
      { ...ASSAY_APPLICATION, name: 'Assay' },
      { type: 'service', represents: shop.id },
    )
    const key = await world.key({ ...ASSAY_APPLICATION, name: 'Assay' }, { subject: represents, name: 'Shop key' })
    const { act } = await preview(select(key, await world.session(shop)))
    expect(act.radius.serviceKeys).toEqual({
      count: 1,
      named: [{ id: key.id, name: 'Shop key', application: shop.name }],
    })
  })

  test('leaves out what a limit has ended already, and keeps what is only disabled', async () => {
    const application = await world.application()
    const now = await world.now()
    const subject = await world.subject(application)
    await world.session(application, { subject, at: now - HOUR, expiresAt: now - MINUTE })
    const alive = await world.session(application, { subject })
    await world.disable('subject', subject.id)
    const { act } = await preview({ type: 'subject', subjectId: subject.id })
    expect(act.total).toBe(1)
    expect((await run(act.id)).done).toBe(1)
    expect(await liveAmong([alive.id])).toBe(0)
  })

  test('is an entry of its own, with the id of the act as the correlation id', async () => {
    const { act } = await preview(select(await world.session(shop)))
    expect(await world.entries({ correlationId: act.id })).toMatchObject([
      { action: 'act.previewed', targetType: 'act', targetId: act.id, detail: { verb: 'end', total: 1 } },
    ])
  })

  test('that nobody confirms within the hour cannot be confirmed, and is forgotten', async () => {
    const { act } = await preview(select(await world.session(shop)))
    const { act: young } = await preview(select(await world.session(shop)))
    await owner.query(`update bulk_act set previewed_at = previewed_at - interval '61 minutes' where id = $1`, [act.id])
    await expect(runAct(fresh(world.administrator), { actId: act.id, ...WHY })).resolves.toMatchObject({
      ok: false,
      code: 'preview_expired',
    })
    await owner.query(`update bulk_act set previewed_at = previewed_at - interval '3 hours' where id = $1`, [act.id])
    expect(await forgetPreviews(world.services.worker.db)).toBe(1)
    await expect(readAct(world.administrator, { actId: act.id })).rejects.toMatchObject({ code: 'not_found' })
    expect((await readAct(world.administrator, { actId: young.id })).act.state).toBe('previewed')
  })
})

test('acts that were begun are found again, newest first, previews are not', async () => {
  const begun: string[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    const { act } = await preview(select(await world.session(shop)))
    await run(act.id)
    begun.unshift(act.id)
  }
  const open = await preview(select(await world.session(shop)))
  const first = await listActs(world.support, { limit: 2 })
  expect(first.items.map(({ id }) => id)).toEqual(begun.slice(0, 2))
  const second = await listActs(world.support, { limit: 100, ...(first.nextCursor && { cursor: first.nextCursor }) })
  expect(second.items[0]?.id).toBe(begun[2])
  expect([...first.items, ...second.items].map(({ id }) => id)).not.toContain(open.act.id)
})
