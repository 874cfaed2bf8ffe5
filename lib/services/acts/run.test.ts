import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { testWorld } from '../testing'
import { listActItems } from './list-items'
import { previewAct } from './preview'
import { runAct } from './run'
import { stopAct } from './stop'
import { fresh, ids, performer, type RunInput, select, WHY } from './testing'

const world = await testWorld({ max: 6 })
const { shop } = world
const { owner } = world.database
const { preview, run, liveAmong } = performer(world)

describe('what is done', () => {
  test('is the set that was previewed and nothing that was issued since', async () => {
    const application = await world.application()
    const [one, two] = [await world.session(application), await world.session(application)]
    const filter = { type: 'filter' as const, filter: { applicationIds: [application.id] } }
    const { act } = await preview(filter)
    const since = await world.session(application)
    expect(act.total).toBe(2)
    expect(await run(act.id, { confirmation: '2' })).toMatchObject({
      state: 'done',
      done: 2,
      late: 0,
      already: 0,
      failed: 0,
    })
    expect(await liveAmong(ids(one, two))).toBe(0)
    expect(await liveAmong([since.id])).toBe(1)
  })

  test('has one correlation id, from the preview to the last ending, and its author is the operator', async () => {
    const sessions = [await world.session(shop), await world.session(shop), await world.session(shop)]
    const { act } = await preview(select(...sessions))
    await run(act.id, { confirmation: '3' })
    const entries = await world.entries({ correlationId: act.id })
    expect(entries.map(({ action }) => action)).toEqual([
      'act.previewed',
      'act.started',
      ...sessions.map(() => 'credential.revoked'),
      'act.finished',
    ])
    expect(new Set(entries.map(({ actorLabel }) => actorLabel))).toEqual(new Set(['Dana Ortiz']))
    for (const { id } of sessions) {
      expect(await world.ending(id)).toMatchObject({ ...WHY, correlation_id: act.id, actor_label: 'Dana Ortiz' })
    }
  })

  test('answers for each: done, already ended, not there', async () => {
    const [fresh_, ended] = [await world.session(shop), await world.session(shop)]
    await run((await preview(select(ended))).act.id)
    const gone = { id: randomUUID() }
    const { act } = await preview(select(fresh_, ended, gone))
    const result = await run(act.id, { confirmation: '3' })
    expect(result).toMatchObject({ state: 'done', done: 1, already: 1, failed: 1 })
    const items = async (outcome: 'done' | 'already' | 'waiting') =>
      (await listActItems(world.administrator, { actId: act.id, outcome })).items.map(({ credential }) => credential.id)
    expect([await items('done'), await items('already'), await items('waiting')]).toEqual([[fresh_.id], [ended.id], []])
  })

  test('keeps the true reason of what ended by itself between preview and act', async () => {
    const now = await world.now()
    const session = await world.session(shop, { at: now - HOUR, expiresAt: now + 10 * MINUTE })
    const { act } = await preview(select(session))
    await world.usedAt(session.id, now)
    await owner.query(`update credential_live set expires_at = $2 where credential_id = $1`, [
      session.id,
      new Date(now - 1),
    ])
    await owner.query(`alter table credential disable trigger credential_append_only`)
    await owner.query(`update credential set expires_at = $2 where id = $1`, [session.id, new Date(now - 1)])
    await owner.query(`alter table credential enable trigger credential_append_only`)
    expect(await run(act.id)).toMatchObject({ done: 0, already: 1 })
    expect(await world.ending(session.id)).toMatchObject({ reason: 'expired', cause: null })
  })

  test('twice, by a lost answer or a double click, is done once', async () => {
    const { act } = await preview(select(await world.session(shop)))
    const [first, second] = await Promise.all([run(act.id), run(act.id)])
    expect([first, second].map(({ id }) => id)).toEqual([act.id, act.id])
    expect(await run(act.id)).toMatchObject({ state: 'done', done: 1, already: 0 })
    const started = (await world.entries({ correlationId: act.id })).filter(({ action }) => action === 'act.started')
    expect(started).toHaveLength(1)
  })

  test('by two operators to the same session at once is done by one, and had already ended for the other', async () => {
    const other = world.asOperator(await world.operator('administrator', 'Remy Duval'))
    for (let round = 0; round < 5; round += 1) {
      const session = await world.session(shop)
      const acts = [await preview(select(session)), await preview(select(session), 'end', other)]
      const results = await Promise.all([run(acts[0]?.act.id ?? ''), run(acts[1]?.act.id ?? '', {}, other)])
      expect(results.map(({ done }) => done).sort()).toEqual([0, 1])
      expect(results.map(({ already }) => already).sort()).toEqual([0, 1])
    }
  })
})

describe('an act is refused', () => {
  test.each<[string, Partial<RunInput>, string]>([
    ['without a cause', { cause: null }, '/cause'],
    ['without a note where an auditor would ask', { note: '  ' }, '/note'],
    ['above a tenth of an application without typing', {}, '/confirmation'],
    ['with another number typed', { confirmation: '3' }, '/confirmation'],
    ['with the name of something else typed', { confirmation: 'Shop' }, '/confirmation'],
  ])('%s, and nothing has happened', async (_, input, pointer) => {
    const application = await world.application({ name: 'Help desk' })
    const sessions = [await world.session(application), await world.session(application)]
    const { act } = await preview(select(...sessions))
    const asked = runAct(fresh(world.administrator), { actId: act.id, ...WHY, ...input })
    await expect(asked).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
    expect(await liveAmong(ids(...sessions))).toBe(2)
    expect(await world.entries({ correlationId: act.id, action: 'act.started' })).toEqual([])
  })

  test('without a note no longer where its holder signed out', async () => {
    const { act } = await preview(select(await world.session(shop)))
    expect(await run(act.id, { cause: 'logged_out', note: null })).toMatchObject({ done: 1 })
  })

  test('for suspending into the past, or without saying why', async () => {
    const { act } = await preview(select(await world.session(shop)), 'suspend')
    for (const [input, pointer] of [
      [{ until: 1 }, '/until'],
      [{ note: null }, '/note'],
    ] as const) {
      const asked = runAct(fresh(world.administrator), { actId: act.id, ...WHY, ...input })
      await expect(asked).rejects.toMatchObject({ fields: [{ pointer }] })
    }
  })

  test('when another operator previewed it, as if it did not exist', async () => {
    const { act } = await preview(select(await world.session(shop)))
    const other = world.asOperator(await world.operator('administrator', 'Remy Duval'))
    await expect(runAct(other, { actId: act.id, ...WHY })).rejects.toMatchObject({ code: 'not_found' })
    await expect(stopAct(other, { actId: act.id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(runAct(fresh(world.administrator), { actId: randomUUID(), ...WHY })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test('by support and by applications, from the preview on', async () => {
    const session = await world.session(shop)
    const { act } = await preview(select(session))
    for (const by of [world.support, world.asApplication(shop)]) {
      const asked = previewAct(by, { verb: 'end', scope: select(session) })
      await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
      await expect(runAct(by, { actId: act.id, ...WHY })).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('for a person, an application or an act that is not there', async () => {
    const actId = (await preview(select(await world.session(shop)))).act.id
    for (const scope of [
      { type: 'subject', subjectId: randomUUID() },
      { type: 'subject', subjectId: (await world.subject(shop)).id, applicationId: randomUUID() },
      { type: 'application', applicationId: randomUUID() },
      { type: 'act', actId: randomUUID() },
      // Nothing was done to it yet.
      { type: 'act', actId },
    ] as const) {
      await expect(previewAct(fresh(world.administrator), { verb: 'end', scope })).rejects.toMatchObject({
        code: 'not_found',
      })
    }
  })

  test('for nothing at all, unless a cutoff could still catch something', async () => {
    const { act } = await preview({ type: 'selection', credentialIds: [randomUUID()] })
    const outcome = await runAct(fresh(world.administrator), { actId: act.id, ...WHY })
    expect(outcome).toMatchObject({ ok: false, code: 'nothing_to_do' })
    const empty = await preview({ type: 'subject', subjectId: (await world.subject(shop)).id })
    expect(await run(empty.act.id)).toMatchObject({ state: 'done', total: 0, done: 0 })
  })
})
