import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '@/lib/core/instant'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { extendOverlap } from './extend-overlap'
import { issueKey } from './issue'
import { readOverlap } from './read-overlap'
import { rotateKey } from './rotate'

const world = await testWorld()
const clock = await world.database.movableClock()
const { shop } = world

async function rotate(credentialId: string, overlapSeconds = 3600, context = world.asApplication(shop)) {
  const outcome = await rotateKey(context, { credentialId, overlapSeconds })
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}

async function verdictOn(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  return (await judge(world.services.api, snapshot, presentation)).verdict
}

describe('rotation', () => {
  test('accepts both tokens during the overlap and only the new one from its last instant on', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    const old = await world.key(shop)
    const { token, supersedes } = await rotate(old.id, 60)
    expect(supersedes).toEqual({ id: old.id, overlapUntil: now + 60_000 })
    await clock.setInstant(now + 59_999)
    expect(await verdictOn(old.token)).toMatchObject({ active: true, endsAt: now + 60_000 })
    await clock.setInstant(now + 60_000)
    expect(await verdictOn(old.token)).toMatchObject({ active: false, reason: 'superseded', since: now + 60_000 })
    expect((await verdictOn(token)).active).toBe(true)
    await clock.reset()
  })

  test('hands on subject, scopes, name and expiry, and counts the generations', async () => {
    const expiresAt = (await world.now()) + DAY
    const old = await world.key(shop, { scopes: ['a', 'b'], name: 'Nightly', purpose: 'backup', expiresAt })
    const { credential } = await rotate(old.id)
    expect(credential).toMatchObject({
      subject: { id: old.subject.id },
      scopes: ['a', 'b'],
      name: 'Nightly',
      expiresAt,
      familyId: old.familyId,
      generation: 2,
      state: 'active',
    })
    const third = await rotate(credential.id)
    expect(third.credential.generation).toBe(3)
  })

  test('takes a fresh proof of identity of an operator where the old one ends at once, and none where it overlaps', async () => {
    const [old, now] = [await world.key(shop), await world.now()]
    const stale = world.asOperator({ ...(await world.operator('administrator')), authenticatedAt: now - 6 * 60_000 })
    await expect(rotate(old.id, 0, stale)).rejects.toMatchObject({ code: 'step_up_required' })
    expect((await verdictOn(old.token)).active).toBe(true)
    await expect(rotate(old.id, 1, stale)).resolves.toBeDefined()
    await expect(rotate((await world.key(shop)).id, 0, world.administrator)).resolves.toBeDefined()
  })

  describe('of a service key, whose secret speaks for an application,', () => {
    const now = () => world.now()
    const serviceKey = async () => {
      const issued = await issueKey(world.administrator, {
        representsApplicationId: shop.id,
        name: 'Backend',
        scopes: ['sessions:issue'],
      })
      if (!issued.ok) throw new Error(issued.code)
      return issued.value.credential
    }

    test('is forbidden to whoever may issue none, on call or not, and gives out nothing', async () => {
      const old = await serviceKey()
      const onCall = world.asOperator(await world.operator('operator'))
      const asked = rotateKey(onCall, { credentialId: old.id })
      await expect(asked).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('Ask an administrator'),
      })
      const elsewhere = [
        { role: 'operator', applicationId: null },
        { role: 'administrator', applicationId: shop.id },
      ] as const
      const mixed = world.asOperator(await world.operator(elsewhere))
      await expect(rotateKey(mixed, { credentialId: old.id })).rejects.toMatchObject({ code: 'forbidden' })
      const { rows } = await world.database.owner.query(
        'select from credential_live where successor_id is null and credential_id = $1',
        [old.id],
      )
      expect(rows).toHaveLength(1)
    })

    test('takes a fresh proof of identity, however long it overlaps', async () => {
      const old = await serviceKey()
      const actor = await world.operator('administrator')
      const stale = world.asOperator({ ...actor, authenticatedAt: (await now()) - 6 * 60_000 })
      await expect(rotate(old.id, 3_600, stale)).rejects.toMatchObject({ code: 'step_up_required' })
      await expect(rotate(old.id, 3_600, world.asOperator(actor))).resolves.toMatchObject({
        supersedes: { id: old.id },
      })
    })
  })

  test('does not renew the absolute limit: it counts from the first generation', async () => {
    const application = await world.application()
    await world.policy(application.id, { kind: 'api_key', absoluteSeconds: 7200, from: 0 })
    const at = (await world.now()) - HOUR
    const old = await world.key(application, { at })
    const { credential } = await rotate(old.id, 60, world.asApplication(application))
    expect(credential.endsAt).toBe(at + 2 * HOUR)
  })

  test('without an overlap ends the old one in the same instant', async () => {
    const old = await world.key(shop)
    const { credential } = await rotate(old.id, 0)
    expect(await verdictOn(old.token)).toMatchObject({ reason: 'superseded', since: credential.issuedAt })
    expect(await world.ending(old.id)).toMatchObject({ reason: 'superseded', successor_id: credential.id })
  })

  test('is entered for both generations', async () => {
    const old = await world.key(shop)
    const context = world.asApplication(shop)
    const { credential, supersedes } = await rotate(old.id, 60, context)
    const entries = await world.entries({ correlationId: context.correlationId })
    expect(entries).toMatchObject([
      {
        action: 'key.rotated',
        targetId: old.id,
        detail: { successorId: credential.id, overlapUntil: supersedes.overlapUntil },
      },
      { action: 'key.issued', targetId: credential.id, detail: { name: 'Deploy' } },
    ])
  })

  test('by many at once makes one successor', async () => {
    const old = await world.key(shop)
    const outcomes = await Promise.all(
      Array.from({ length: 6 }, () => rotateKey(world.asApplication(shop), { credentialId: old.id })),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'already_rotated')).toHaveLength(5)
  })
})

describe('no successor for', () => {
  const attempt = (credentialId: string) => rotateKey(world.asApplication(shop), { credentialId })

  test('a key that has one', async () => {
    const old = await world.key(shop)
    await rotate(old.id)
    expect(await attempt(old.id)).toMatchObject({ ok: false, code: 'already_rotated' })
  })

  test('a session', async () => {
    const session = await world.session(shop)
    expect(await attempt(session.id)).toMatchObject({ ok: false, code: 'wrong_kind' })
  })

  test('a suspended key: the successor would be free', async () => {
    const key = await world.key(shop)
    await world.suspend(key.id)
    expect(await attempt(key.id)).toMatchObject({ ok: false, code: 'suspended' })
  })

  test('a key of a disabled subject', async () => {
    const key = await world.key(shop)
    await world.disable('subject', key.subject.id)
    expect(await attempt(key.id)).toMatchObject({ ok: false, code: 'ended' })
  })

  test('a key that expired, though no sweep has been by', async () => {
    const now = await world.now()
    const key = await world.key(shop, { at: now - 10_000, expiresAt: now - 1 })
    expect(await attempt(key.id)).toMatchObject({ ok: false, code: 'ended' })
    expect(await world.ending(key.id)).toBeNull()
  })

  test('a key of another team, as if it did not exist', async () => {
    const key = await world.key(await world.application({ directory: shop.directory }))
    const [theirs, nobodys] = await Promise.allSettled([attempt(key.id), attempt(randomUUID())])
    expect(theirs).toMatchObject({ reason: { code: 'not_found' } })
    expect(nobodys).toEqual(theirs)
  })

  test('support', async () => {
    const key = await world.key(shop)
    await expect(rotateKey(world.support, { credentialId: key.id })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('a service key without the scope', async () => {
    const key = await world.key(shop)
    const context = world.asApplication(shop, ['keys:issue'])
    await expect(rotateKey(context, { credentialId: key.id })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('an overlap beyond thirty days', async () => {
    const key = await world.key(shop)
    await expect(rotate(key.id, 2_592_001)).rejects.toMatchObject({ fields: [{ pointer: '/overlapSeconds' }] })
  })
})

describe('a policy that caps the overlap', () => {
  const capped = async (overlapSecondsMax: number) => {
    const application = await world.application()
    await world.policy(application.id, { kind: 'api_key', overlapSecondsMax, from: 0 })
    return { application, key: await world.key(application), by: world.asApplication(application) }
  }

  test('refuses a longer one by field, with what may be asked for, and rotates nothing', async () => {
    const { key, by } = await capped(7_200)
    const longer = rotateKey(by, { credentialId: key.id, overlapSeconds: 7_201 })
    await expect(longer).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: '/overlapSeconds', detail: expect.stringContaining('at most 7200 seconds (2 h)') }],
    })
    expect((await verdictOn(key.token)).active).toBe(true)
    const { supersedes, credential } = await rotate(key.id, 7_200, by)
    expect(supersedes.overlapUntil).toBe(credential.issuedAt + 7_200_000)
  })

  test('shortens what is usual for whoever asks for none, down to none at all', async () => {
    for (const [cap, usual] of [
      [900, 900],
      [0, 0],
      [86_400, 3_600],
    ] as const) {
      const { key, by } = await capped(cap)
      const outcome = await rotateKey(by, { credentialId: key.id })
      if (!outcome.ok) throw new Error(outcome.code)
      const { supersedes, credential } = outcome.value
      expect(supersedes.overlapUntil - credential.issuedAt).toBe(usual * 1_000)
    }
  })

  test('holds with that of the installation, the stricter of the two, from the version in force', async () => {
    const { application, key, by } = await capped(60)
    await world.policy(application.id, { kind: 'api_key', overlapSecondsMax: 600 })
    await world.policy(null, { kind: 'api_key', overlapSecondsMax: 300 })
    await expect(rotateKey(by, { credentialId: key.id, overlapSeconds: 301 })).rejects.toMatchObject({
      fields: [{ detail: expect.stringContaining('300 seconds (5 min)') }],
    })
    expect((await rotate(key.id, 300, by)).supersedes.id).toBe(key.id)
    await world.policy(null, { kind: 'api_key', overlapSecondsMax: null })
  })

  test('holds for an extension too, and leaves an overlap that runs as it was set', async () => {
    const application = await world.application()
    const key = await world.key(application)
    const { supersedes, credential } = await rotate(key.id, 86_400, world.asApplication(application))
    await world.policy(application.id, { kind: 'api_key', overlapSecondsMax: 7 * 86_400 })
    const until = (days: number) => ({ credentialId: key.id, until: credential.issuedAt + days * DAY })
    await expect(extendOverlap(world.administrator, until(8))).rejects.toMatchObject({
      fields: [{ pointer: '/until', detail: expect.stringContaining('at most 7 days') }],
    })
    expect(await extendOverlap(world.administrator, until(7))).toMatchObject({ ok: true })
    await world.policy(application.id, { kind: 'api_key', overlapSecondsMax: 60 })
    expect((await verdictOn(key.token)).active).toBe(true)
    expect(await readOverlap(world.support, { credentialId: key.id })).toMatchObject({
      overlapUntil: credential.issuedAt + 7 * DAY,
      latestEnd: credential.issuedAt + 60_000,
    })
    expect(supersedes.id).toBe(key.id)
  })
})
