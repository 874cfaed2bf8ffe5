import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { disableSubject } from './disable'
import { enableSubject } from './enable'
import { upsertSubject } from './upsert'

const world = await testWorld()
const { shop } = world
const caller = () => world.asApplication(shop)

async function verdictOn(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  return (await judge(world.services.api, snapshot, presentation)).verdict
}

describe('upsert', () => {
  const externalId = () => `person-${randomUUID()}`

  test('makes a person known once and says so', async () => {
    const input = { externalId: externalId(), name: 'Ada', email: 'ada@example.org' }
    const context = caller()
    const first = await upsertSubject(context, input)
    expect(first).toMatchObject({ value: { created: true, subject: { ...input, type: 'person', disabled: false } } })
    expect(await world.entries({ correlationId: context.correlationId })).toMatchObject([
      {
        action: 'subject.created',
        applicationId: shop.id,
        detail: { externalId: input.externalId, directory: 'shop' },
      },
    ])
  })

  test('enters nothing when nothing changes', async () => {
    const input = { externalId: externalId(), name: 'Ada' }
    await upsertSubject(caller(), input)
    const again = caller()
    expect(await upsertSubject(again, input)).toMatchObject({ value: { created: false } })
    expect(await world.entries({ correlationId: again.correlationId })).toEqual([])
  })

  test('takes away a mail address that is given as null', async () => {
    const input = { externalId: externalId(), email: 'ada@example.org' }
    await upsertSubject(caller(), input)
    const after = await upsertSubject(caller(), { ...input, email: null })
    expect(after).toMatchObject({ value: { subject: { email: null } } })
  })

  test('refuses to turn a service into a person', async () => {
    const input = { externalId: externalId(), type: 'service' as const }
    await upsertSubject(caller(), input)
    await expect(upsertSubject(caller(), { ...input, type: 'person' })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('shows that a subject is disabled', async () => {
    const subject = await world.subject(shop)
    await world.disable('subject', subject.id)
    const after = await upsertSubject(caller(), { externalId: subject.externalId })
    expect(after).toMatchObject({ value: { subject: { disabled: true } } })
  })

  test('is refused to operators and to a service key without the scope', async () => {
    for (const context of [world.administrator, world.support, world.asApplication(shop, ['subjects:read'])]) {
      await expect(upsertSubject(context, { externalId: externalId() })).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

describe('a disabled subject', () => {
  test('has every credential refused at once in every application, and gets them back when enabled', async () => {
    const sister = await world.application({ directory: shop.directory })
    const subject = await world.subject(shop)
    const tokens = [await world.session(shop, { subject }), await world.key(sister, { subject })]
    await disableSubject(world.administrator, { subjectId: subject.id })
    for (const { token } of tokens) expect(await verdictOn(token)).toMatchObject({ reason: 'subject_disabled' })
    await enableSubject(world.administrator, { subjectId: subject.id })
    for (const { token } of tokens) expect((await verdictOn(token)).active).toBe(true)
  })

  test('does not get back what was ended meanwhile', async () => {
    const now = await world.now()
    const key = await world.key(shop, { at: now - 5_000, expiresAt: now + 1 })
    await disableSubject(caller(), { externalId: key.subject.externalId })
    await enableSubject(caller(), { externalId: key.subject.externalId })
    expect((await verdictOn(key.token)).reason).toBe('expired')
  })

  test('is entered when it is disabled and when it is enabled, once each', async () => {
    const { id: subjectId } = await world.subject(shop)
    const context = world.administrator
    for (let turn = 0; turn < 2; turn += 1) await disableSubject(context, { subjectId, note: 'left the company' })
    for (let turn = 0; turn < 2; turn += 1) await enableSubject(context, { subjectId })
    const entries = (await world.entries({ correlationId: context.correlationId })).filter(
      (each) => each.targetId === subjectId,
    )
    expect(entries).toMatchObject([
      {
        action: 'subject.disabled',
        actorType: 'operator',
        detail: { note: 'left the company', before: { state: 'enabled' }, after: { state: 'disabled' } },
      },
      { action: 'subject.enabled', detail: { note: null, after: { state: 'enabled' } } },
    ])
  })

  test('is disabled once when many disable at once', async () => {
    const { id: subjectId } = await world.subject(shop)
    await Promise.all(Array.from({ length: 6 }, () => disableSubject(world.administrator, { subjectId })))
    const { rows } = await world.database.owner.query('select from disabling where target_id = $1', [subjectId])
    expect(rows).toHaveLength(1)
  })
})

describe.each([
  ['disable', disableSubject],
  ['enable', enableSubject],
])('%s is refused', (_, act) => {
  test('for a subject of another directory, as if it did not exist', async () => {
    const stranger = await world.application()
    const theirs = await world.subject(stranger)
    for (const reference of [
      { subjectId: theirs.id },
      { subjectId: randomUUID() },
      { externalId: theirs.externalId },
    ]) {
      await expect(act(caller(), reference)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('for an operator’s account by an application', async () => {
    if (world.administrator.actor.type !== 'operator') throw new Error('no operator')
    const { subjectId } = world.administrator.actor
    await expect(act(caller(), { subjectId })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('for the same person of the other environment', async () => {
    const testShop = await world.application({ environment: 'test', directory: shop.directory })
    const subject = await world.subject(testShop)
    await expect(act(caller(), { externalId: subject.externalId })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('for support and for a service key without the scope', async () => {
    const { id: subjectId } = await world.subject(shop)
    for (const context of [world.support, world.asApplication(shop, ['subjects:read', 'credentials:revoke'])]) {
      await expect(act(context, { subjectId })).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('without saying whom, or saying it twice', async () => {
    for (const reference of [{}, { subjectId: randomUUID(), externalId: 'a' }]) {
      await expect(act(caller(), reference)).rejects.toMatchObject({ fields: [{ pointer: '/subjectId' }] })
    }
    await expect(act(world.administrator, { externalId: 'a' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

test('the last owner cannot be disabled, also when two try to disable each other at once', async () => {
  const [one, other] = [await world.operator('owner'), await world.operator('owner')]
  for (const each of [world.owner.actor]) {
    if (each.type === 'operator') await world.disable('subject', each.subjectId)
  }
  const outcomes = await Promise.all([
    disableSubject(world.asOperator(one), { subjectId: other.subjectId }),
    disableSubject(world.asOperator(other), { subjectId: one.subjectId }),
  ])
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ code: 'last_owner' })
})

test('operators cannot disable themselves', async () => {
  const actor = await world.operator('administrator')
  const outcome = await disableSubject(world.asOperator(actor), { subjectId: actor.subjectId })
  expect(outcome).toMatchObject({ ok: false, code: 'own_subject' })
})

test('the account of an owner is switched off and on by owners alone, any other by who manages operators', async () => {
  const [owner, support] = [await world.operator('owner'), await world.operator('support')]
  const onCall = world.asOperator(await world.operator('operator'))
  for (const act of [disableSubject, enableSubject]) {
    for (const { subjectId } of [owner, support])
      await expect(act(onCall, { subjectId })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(act(world.administrator, { subjectId: owner.subjectId })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(act(world.administrator, { subjectId: support.subjectId })).resolves.toMatchObject({ ok: true })
    await expect(act(world.owner, { subjectId: owner.subjectId })).resolves.toMatchObject({ ok: true })
  }
})
