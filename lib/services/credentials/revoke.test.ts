import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { revokeCredentials } from './revoke'

const world = await testWorld()
const { shop, database } = world
type Input = Parameters<typeof revokeCredentials>[1]

async function revoke(credentialIds: string[], input: Partial<Input> = {}, context = world.administrator) {
  const outcome = await revokeCredentials(context, { credentialIds, ...input })
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

async function verdictOn(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  return (await judge(world.services.api, snapshot, presentation)).verdict
}

describe('a revoked credential', () => {
  test('is refused on the next call, with cause and who', async () => {
    const session = await world.session(shop)
    await revoke([session.id], { cause: 'key_compromise', note: 'laptop stolen' })
    expect(await verdictOn(session.token)).toMatchObject({ active: false, reason: 'revoked', cause: 'key_compromise' })
    expect(await world.ending(session.id)).toMatchObject({
      reason: 'revoked',
      cause: 'key_compromise',
      note: 'laptop stolen',
      actor_type: 'operator',
      actor_label: 'Dana Ortiz',
    })
  })

  test('is entered with what it was before', async () => {
    const key = await world.key(shop)
    await world.suspend(key.id)
    const context = world.asApplication(shop)
    await revoke([key.id], { cause: 'privilege_withdrawn', note: ' ' }, context)
    const [only, ...others] = await world.entries({ correlationId: context.correlationId })
    expect(others).toEqual([])
    expect(only).toMatchObject({
      action: 'credential.revoked',
      actorType: 'application',
      targetId: key.id,
      applicationId: shop.id,
      subjectId: key.subject.id,
      detail: { cause: 'privilege_withdrawn', note: null, kind: 'api_key', before: { state: 'suspended' } },
    })
  })

  test('stays with its first ending when revoked again, and nothing is entered', async () => {
    const session = await world.session(shop)
    const first = await revoke([session.id], { cause: 'logged_out' })
    const again = world.asApplication(shop)
    const second = await revoke([session.id], { cause: 'key_compromise' }, again)
    expect(second).toMatchObject({ ended: 0, items: [{ outcome: 'already_ended' }] })
    expect(second.items[0]).toMatchObject({
      credential: first.items[0]?.outcome === 'done' ? first.items[0].credential : {},
    })
    expect(await world.entries({ correlationId: again.correlationId })).toEqual([])
  })

  test('ends once when many revoke at once', async () => {
    const session = await world.session(shop)
    const results = await Promise.all(Array.from({ length: 8 }, () => revoke([session.id])))
    expect(results.filter((result) => result.ended === 1)).toHaveLength(1)
  })

  test('ends every generation when it is a session, and only itself when it is a key', async () => {
    const [session, key] = [await world.session(shop), await world.key(shop)]
    const next = async (of: typeof session, kind: 'session' | 'api_key') =>
      world.issue(shop, of.subject, {
        kind,
        succeeds: { credentialId: of.id, familyId: of.familyId, generation: 1, signedInAt: await world.now() },
      })
    const [renewed, rotated] = [await next(session, 'session'), await next(key, 'api_key')]
    const { ended } = await revoke([session.id, key.id])
    expect(ended).toBe(3)
    expect((await verdictOn(renewed.token)).reason).toBe('revoked')
    expect((await verdictOn(rotated.token)).active).toBe(true)
  })
})

describe('what ended by itself keeps its true ending', () => {
  test('idle since an hour is not revoked now', async () => {
    const application = await world.application()
    const now = await world.now()
    await world.policy(application.id, { idleSeconds: 600, from: 0 })
    const session = await world.session(application, { at: now - 2 * HOUR })
    await world.usedAt(session.id, now - HOUR)
    const context = world.asApplication(application)
    const { items, ended } = await revoke([session.id], { cause: 'key_compromise' }, context)
    const since = now - HOUR + 10 * MINUTE
    expect(ended).toBe(0)
    expect(items).toMatchObject([{ outcome: 'already_ended', credential: { ended: { at: since, reason: 'idle' } } }])
    expect(await world.ending(session.id)).toMatchObject({ reason: 'idle', cause: null, actor_type: 'system' })
    const entries = await world.entries({ correlationId: context.correlationId })
    expect(entries).toMatchObject([{ action: 'credential.swept', detail: { reason: 'idle', endedAt: since } }])
  })

  test('a key of a disabled subject is revoked: the subject may be enabled again', async () => {
    const key = await world.key(shop)
    await world.disable('subject', key.subject.id)
    expect(await revoke([key.id])).toMatchObject({ ended: 1 })
    expect(await world.ending(key.id)).toMatchObject({ reason: 'revoked' })
  })
})

describe('many at once', () => {
  test('each gets its own answer, in the order asked', async () => {
    const [live, gone] = [await world.session(shop), await world.session(shop)]
    await revoke([gone.id])
    const { items } = await revoke([gone.id, randomUUID(), live.id, live.id])
    expect(items.map((item) => item.outcome)).toEqual(['already_ended', 'not_found', 'done', 'done'])
  })

  test('an id in capitals is the same credential', async () => {
    const { id } = await world.session(shop)
    const { items } = await revoke([id.toUpperCase()])
    expect(items).toMatchObject([{ credentialId: id, outcome: 'done' }])
  })

  test('five hundred end together, one entry each under one correlation', async () => {
    const sessions = await world.copies((await world.session(shop)).id, 500)
    const context = world.asApplication(shop)
    expect((await revoke(sessions, {}, context)).ended).toBe(500)
    expect(await world.entries({ correlationId: context.correlationId })).toHaveLength(500)
  })

  test('none and five hundred and one are refused', async () => {
    const many = Array.from({ length: 501 }, () => randomUUID())
    for (const ids of [[], many]) {
      await expect(revoke(ids)).rejects.toMatchObject({ fields: [{ pointer: '/credentialIds' }] })
    }
  })

  test('in opposite orders do not block each other', async () => {
    const ids = (await Promise.all(Array.from({ length: 6 }, () => world.session(shop)))).map((each) => each.id)
    const results = await Promise.all([revoke(ids), revoke([...ids].reverse())])
    expect(results.map((result) => result.ended).reduce((a, b) => a + b)).toBe(6)
  })
})

describe('nothing ends', () => {
  test('for an application of another team: it is not found', async () => {
    const session = await world.session(shop)
    const sister = world.asApplication(await world.application({ directory: shop.directory }))
    expect(await revoke([session.id], {}, sister)).toEqual({
      ended: 0,
      items: [{ credentialId: session.id, outcome: 'not_found' }],
    })
    expect((await verdictOn(session.token)).active).toBe(true)
  })

  test('for the role support', async () => {
    const session = await world.session(shop)
    await expect(revoke([session.id], {}, world.support)).rejects.toMatchObject({ code: 'forbidden' })
    expect((await verdictOn(session.token)).active).toBe(true)
  })

  test('for a service key without the scope', async () => {
    const session = await world.session(shop)
    const context = world.asApplication(shop, ['credentials:suspend', 'tokens:revoke'])
    await expect(revoke([session.id], {}, context)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('of the session the operator is using, unless they say so', async () => {
    const actor = await world.operator('administrator', 'Kim Novak')
    const context = world.asOperator(actor)
    const other = await world.session(shop)
    const { items } = await revoke([actor.sessionId, other.id], {}, context)
    expect(items.map((item) => item.outcome)).toEqual(['own_session', 'done'])
    const asked = await revoke([actor.sessionId], { includeOwnSession: true }, context)
    expect(asked.items.map((item) => item.outcome)).toEqual(['done'])
  })

  test.for(['cutoff', 'session_limit', 'family_replay', 'nonsense'])(
    'with the cause %s: nobody may state it',
    async (cause) => {
      const raw: unknown = { cause }
      await expect(revoke([randomUUID()], raw as Partial<Input>)).rejects.toMatchObject({
        fields: [{ pointer: '/cause' }],
      })
    },
  )

  test('when the entry cannot be written', async () => {
    const session = await world.session(shop)
    await database.owner.query(`revoke insert on audit_entry from assay_console`)
    await expect(revoke([session.id])).rejects.toThrow()
    await database.owner.query(`grant insert on audit_entry to assay_console`)
    expect((await verdictOn(session.token)).active).toBe(true)
  })
})
