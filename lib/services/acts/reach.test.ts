import { describe, expect, test } from 'vitest'
import { MINUTE } from '@/lib/core/instant'
import { ASSAY_APPLICATION } from '../assay-application'
import { testWorld } from '../testing'
import { listActItems } from './list-items'
import { previewAct } from './preview'
import { listActs, readAct } from './read'
import { runAct } from './run'
import { fresh, ids, performer, select, WHY } from './testing'

const world = await testWorld({ max: 6 })
const { owner } = world.database
const { preview, run, liveAmong } = performer(world)

/** Two applications of one directory, one person with a session in each, and an on-call operator of the first. */
async function narrowed() {
  const application = await world.application({ name: 'Help desk' })
  const foreign = await world.application({ directory: application.directory })
  const subject = await world.subject(application)
  const [mine, theirs] = [await world.session(application, { subject }), await world.session(foreign, { subject })]
  return { application, foreign, subject, mine, theirs, by: await world.operatorOf(application) }
}

test('of a selection, what belongs to a foreign application is not found and stays as it is', async () => {
  const { mine, theirs, by } = await narrowed()
  const { act } = await preview(select(mine, theirs), 'end', by)
  expect(act.radius).toMatchObject({ kinds: { session: 1 }, applications: [{ name: 'Help desk' }] })
  expect(await run(act.id, { confirmation: '2' }, by)).toMatchObject({ done: 1, failed: 1 })
  expect([await liveAmong([mine.id]), await liveAmong([theirs.id])]).toEqual([0, 1])
  const { items } = await listActItems(by, { actId: act.id })
  expect(items.map(({ credential }) => credential.id)).toEqual([mine.id])
})

test('everything of a person ends where the operator reaches, and its cutoff cuts nothing elsewhere', async () => {
  const { application, subject, mine, theirs, by } = await narrowed()
  const { act } = await preview({ type: 'subject', subjectId: subject.id }, 'end', by)
  expect(await run(act.id, {}, by)).toMatchObject({ total: 1, done: 1 })
  expect([await liveAmong([mine.id]), await liveAmong([theirs.id])]).toEqual([0, 1])
  const { rows } = await owner.query('select application_id from cutoff where subject_id = $1', [subject.id])
  expect(rows).toEqual([{ application_id: application.id }])
})

test.each(['filter', 'address'] as const)('what a %s matches elsewhere is neither counted nor ended', async (type) => {
  const { mine, theirs, by, subject } = await narrowed()
  await owner.query(`update credential_live set last_used_ip = '192.0.2.77' where credential_id = any($1::uuid[])`, [
    ids(mine, theirs),
  ])
  const scope =
    type === 'filter'
      ? { type, filter: { subjectId: subject.id } }
      : { type, network: '192.0.2.77', by: 'used' as const }
  const { act } = await preview(scope, 'end', by)
  expect(act.total).toBe(1)
  await run(act.id, {}, by)
  expect(await liveAmong([theirs.id])).toBe(1)
})

test('a foreign application and a person who cannot be in reach do not exist', async () => {
  const { foreign, by } = await narrowed()
  const stranger = await world.subject(await world.application())
  for (const scope of [
    { type: 'application', applicationId: foreign.id },
    { type: 'application', applicationId: ASSAY_APPLICATION.id },
    { type: 'subject', subjectId: stranger.id },
    { type: 'leaving', subjectId: stranger.id },
  ] as const) {
    await expect(previewAct(fresh(by), { verb: 'end', scope })).rejects.toMatchObject({ code: 'not_found' })
  }
})

test('what leaves the operator’s reach between preview and act is left alone', async () => {
  const { application, foreign, mine, theirs } = await narrowed()
  const both = [application, foreign].map(({ id }) => ({ role: 'operator' as const, applicationId: id }))
  const actor = await world.operator(both)
  const { act } = await preview(select(mine, theirs), 'end', world.asOperator(actor))
  const fewer = world.asOperator({ ...actor, bindings: both.slice(0, 1) })
  expect(await run(act.id, { confirmation: '2' }, fewer)).toMatchObject({ done: 1, failed: 1 })
  expect(await liveAmong([theirs.id])).toBe(1)
})

describe('a person who leaves is disabled', () => {
  const isDisabled = async (subjectId: string) => {
    const { rows } = await owner.query('select from disabling where target_id = $1 and until_at is null', [subjectId])
    return rows.length > 0
  }

  test('by nobody who lacks an application of their directory: the preview says so and freezes nothing', async () => {
    const { subject, by } = await narrowed()
    const scope = { type: 'leaving', subjectId: subject.id } as const
    const outcome = await previewAct(fresh(by), { verb: 'end', scope })
    expect(outcome).toMatchObject({
      ok: false,
      code: 'beyond_reach',
      message: expect.stringMatching(/other applications/),
    })
  })

  test('nor may such a person come along with one who is wholly in reach', async () => {
    const { subject, by, application } = await narrowed()
    const apart = await world.application()
    const bindings = [application, apart].map(({ id }) => ({ role: 'operator' as const, applicationId: id }))
    const actor = world.asOperator(await world.operator(bindings))
    const own = await world.subject(apart)
    const scope = { type: 'leaving' as const, subjectId: own.id, alsoSubjectIds: [subject.id] }
    const asked = { verb: 'end' as const, scope }
    expect(await previewAct(fresh(actor), asked)).toMatchObject({ code: 'beyond_reach' })
    await expect(previewAct(fresh(by), asked)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('by nobody who lost one of those applications since the preview, and then nothing of it is done', async () => {
    const { application, foreign, subject, mine } = await narrowed()
    const both = [application, foreign].map(({ id }) => ({ role: 'operator' as const, applicationId: id }))
    const actor = await world.operator(both)
    const { act } = await preview({ type: 'leaving', subjectId: subject.id }, 'end', world.asOperator(actor))
    const fewer = world.asOperator({ ...actor, bindings: both.slice(0, 1) })
    const confirmed = { actId: act.id, ...WHY, confirmation: String(act.total) }
    expect(await runAct(fresh(fewer), confirmed)).toMatchObject({ ok: false, code: 'beyond_reach' })
    expect([await isDisabled(subject.id), await liveAmong([mine.id])]).toEqual([false, 1])
    expect(await runAct(fresh(world.asOperator(actor)), confirmed)).toMatchObject({ ok: true })
    expect(await isDisabled(subject.id)).toBe(true)
  })
})

test('an application that left the operator’s reach since the preview gets no cutoff', async () => {
  const { application, foreign, theirs } = await narrowed()
  const both = [application, foreign].map(({ id }) => ({ role: 'operator' as const, applicationId: id }))
  const actor = await world.operator(both)
  const fewer = world.asOperator({ ...actor, bindings: both.slice(0, 1) })
  for (const scope of [
    { type: 'application', applicationId: foreign.id },
    { type: 'subject', subjectId: theirs.subject.id, applicationId: foreign.id },
  ] as const) {
    const { act } = await preview(scope, 'end', world.asOperator(actor))
    const asked = runAct(fresh(fewer), { actId: act.id, ...WHY, confirmation: String(act.total) })
    await expect(asked).rejects.toMatchObject({ code: 'not_found' })
  }
  const { rows } = await owner.query('select from cutoff where application_id = $1', [foreign.id])
  expect([rows.length, await liveAmong([theirs.id])]).toEqual([0, 1])
})

test('acts of others are hidden from whoever reaches single applications', async () => {
  const { mine, by } = await narrowed()
  const { act } = await preview(select(mine))
  await run(act.id)
  await expect(readAct(by, { actId: act.id })).rejects.toMatchObject({ code: 'not_found' })
  expect((await listActs(by, {})).items).toEqual([])
  expect((await readAct(world.support, { actId: act.id })).act.id).toBe(act.id)
})

test('a preview asks for no fresh proof of identity, its confirmation does', async () => {
  const session = await world.session(world.shop)
  const actor = await world.operator('operator')
  const now = await world.now()
  const stale = world.asOperator({ ...actor, authenticatedAt: now - 6 * MINUTE })
  const { act } = await preview(select(session), 'end', stale)
  await expect(runAct(fresh(stale), { actId: act.id, ...WHY })).rejects.toMatchObject({ code: 'step_up_required' })
  expect(await liveAmong([session.id])).toBe(1)
  const proven = world.asOperator({ ...actor, authenticatedAt: now + MINUTE })
  expect(await run(act.id, {}, proven)).toMatchObject({ done: 1 })
})
