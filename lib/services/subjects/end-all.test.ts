import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { endAllOfSubject } from './end-all'

const world = await testWorld()
const { shop, database } = world

async function verdictOn(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  return (await judge(world.services.api, snapshot, presentation)).verdict
}

async function endAll(input: Parameters<typeof endAllOfSubject>[1], context = world.administrator) {
  const outcome = await endAllOfSubject(context, input)
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}

describe('a cutoff of one person', () => {
  test('by an operator ends what they hold in every application, and nobody else’s', async () => {
    const sister = await world.application({ directory: shop.directory })
    const subject = await world.subject(shop)
    const theirs = [await world.session(shop, { subject }), await world.key(sister, { subject })]
    const other = await world.session(shop)
    const { at, cutoffId, affected } = await endAll({ subjectId: subject.id, cause: 'key_compromise' })
    expect(affected).toBe(2)
    for (const { token } of theirs) {
      expect(await verdictOn(token)).toMatchObject({ reason: 'revoked', cause: 'cutoff', since: at })
    }
    expect((await verdictOn(other.token)).active).toBe(true)
    const { rows } = await database.owner.query('select * from cutoff where id = $1', [cutoffId])
    expect(rows).toMatchObject([{ subject_id: subject.id, application_id: null, cause: 'key_compromise' }])
  })

  test('by an application ends what they hold there and nothing elsewhere', async () => {
    const sister = await world.application({ directory: shop.directory })
    const subject = await world.subject(shop)
    const [here, there] = [await world.session(shop, { subject }), await world.session(sister, { subject })]
    const input = { externalId: subject.externalId, cause: 'logged_out' as const }
    expect((await endAll(input, world.asApplication(shop))).affected).toBe(1)
    expect((await verdictOn(here.token)).cause).toBe('cutoff')
    expect((await verdictOn(there.token)).active).toBe(true)
  })

  test('narrowed to one application by an operator leaves the others', async () => {
    const sister = await world.application({ directory: shop.directory })
    const subject = await world.subject(shop)
    const [here, there] = [await world.session(shop, { subject }), await world.session(sister, { subject })]
    await endAll({ subjectId: subject.id, applicationId: sister.id })
    expect((await verdictOn(here.token)).active).toBe(true)
    expect((await verdictOn(there.token)).active).toBe(false)
  })

  test('writes the tombstones at once, and does not claim what had ended before', async () => {
    const application = await world.application()
    const now = await world.now()
    await world.policy(application.id, { idleSeconds: 600, from: 0 })
    const subject = await world.subject(application)
    const idle = await world.session(application, { subject, at: now - HOUR })
    const fresh = await world.session(application, { subject })
    const { affected, at } = await endAll({ subjectId: subject.id })
    expect(affected).toBe(1)
    expect(await world.ending(fresh.id)).toMatchObject({
      reason: 'revoked',
      cause: 'cutoff',
      actor_label: 'Dana Ortiz',
    })
    expect(await world.ending(idle.id)).toBeNull()
    expect(await verdictOn(idle.token)).toMatchObject({ reason: 'idle', since: now - HOUR + 10 * MINUTE })
    expect((await verdictOn(fresh.token)).since).toBe(at)
  })

  test('is entered with its scope and how many it concerned', async () => {
    const session = await world.session(shop)
    const context = world.asApplication(shop)
    const { at, cutoffId } = await endAll({ subjectId: session.subject.id, note: 'asked on the phone' }, context)
    expect(await world.entries({ correlationId: context.correlationId })).toMatchObject([
      {
        action: 'cutoff.set',
        targetType: 'subject',
        targetId: session.subject.id,
        applicationId: shop.id,
        subjectId: session.subject.id,
        detail: { cutoffId, scope: 'subject', at, cause: 'unspecified', note: 'asked on the phone', affected: 1 },
      },
    ])
  })

  test('ends in one act more than are written at once', async () => {
    const subject = await world.subject(shop)
    const model = await world.session(shop, { subject })
    await world.copies(model.id, 620)
    const { affected } = await endAll({ subjectId: subject.id })
    expect(affected).toBe(621)
    const { rows } = await database.owner.query('select count(*) from credential_end where subject_id = $1', [
      subject.id,
    ])
    expect(rows[0]?.count).toBe(500)
  })
})

describe('no cutoff', () => {
  test('for a person of another directory, as if they did not exist', async () => {
    const theirs = await world.subject(await world.application())
    for (const subjectId of [theirs.id, randomUUID()]) {
      await expect(endAll({ subjectId }, world.asApplication(shop))).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('by an application for another application', async () => {
    const sister = await world.application({ directory: shop.directory })
    const { id: subjectId } = await world.subject(shop)
    const input = { subjectId, applicationId: sister.id }
    await expect(endAll(input, world.asApplication(shop))).rejects.toMatchObject({ code: 'not_found' })
  })

  test('for an application that does not exist', async () => {
    const { id: subjectId } = await world.subject(shop)
    await expect(endAll({ subjectId, applicationId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('by operators on themselves', async () => {
    const actor = await world.operator('administrator')
    const outcome = await endAllOfSubject(world.asOperator(actor), { subjectId: actor.subjectId })
    expect(outcome).toMatchObject({ ok: false, code: 'own_subject' })
  })

  test('by support, and by a service key without the scope', async () => {
    const { id: subjectId } = await world.subject(shop)
    for (const context of [world.support, world.asApplication(shop, ['subjects:write'])]) {
      await expect(endAll({ subjectId }, context)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('with a cause that nobody may state', async () => {
    const raw: unknown = { subjectId: randomUUID(), cause: 'cutoff' }
    await expect(endAll(raw as { subjectId: string })).rejects.toMatchObject({ fields: [{ pointer: '/cause' }] })
  })
})
