import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '@/lib/core/instant'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { endOverlap } from './end-overlap'
import { extendOverlap } from './extend-overlap'
import { rotateKey } from './rotate'

const world = await testWorld()
const clock = await world.database.movableClock()
const { shop } = world

async function rotated(overlapSeconds = 3_600, of = shop) {
  const old = await world.key(of)
  const outcome = await rotateKey(world.asApplication(of), { credentialId: old.id, overlapSeconds })
  if (!outcome.ok) throw new Error(outcome.code)
  const { token, credential, supersedes } = outcome.value
  return {
    old,
    overlapUntil: supersedes.overlapUntil,
    successor: { id: credential.id, token, issuedAt: credential.issuedAt },
  }
}

async function verdictOn(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  return (await judge(world.services.api, snapshot, presentation)).verdict
}

describe('ending an overlap', () => {
  test('refuses the old token from that instant on and leaves the new one alone', async () => {
    const { old, successor } = await rotated()
    const outcome = await endOverlap(world.administrator, { credentialId: old.id })
    expect(outcome).toMatchObject({ ok: true, value: { state: 'ended', ended: { reason: 'superseded' } } })
    const at = outcome.ok ? outcome.value.ended?.at : null
    expect(await verdictOn(old.token)).toMatchObject({ reason: 'superseded', since: at })
    expect((await verdictOn(successor.token)).active).toBe(true)
    expect(await world.ending(old.id)).toMatchObject({ reason: 'superseded', successor_id: successor.id })
  })

  test('is entered with the end it would have had', async () => {
    const { old, successor, overlapUntil } = await rotated()
    const context = { ...world.administrator, correlationId: randomUUID() }
    await endOverlap(context, { credentialId: old.id, note: 'silent for six hours' })
    expect(await world.entries({ correlationId: context.correlationId })).toMatchObject([
      {
        action: 'key.overlap_ended',
        targetId: old.id,
        detail: { successorId: successor.id, before: overlapUntil, note: 'silent for six hours' },
      },
    ])
  })

  test('by several at once is done once', async () => {
    const { old } = await rotated()
    const outcomes = await Promise.all(
      Array.from({ length: 4 }, () => endOverlap(world.administrator, { credentialId: old.id })),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'ended')).toHaveLength(3)
  })

  test('is refused for a key without a successor, and for one whose overlap is over', async () => {
    const key = await world.key(shop)
    expect(await endOverlap(world.administrator, { credentialId: key.id })).toMatchObject({ code: 'not_rotated' })
    const { old } = await rotated(0)
    expect(await endOverlap(world.administrator, { credentialId: old.id })).toMatchObject({ code: 'ended' })
  })

  test('is refused to support, to other teams, and without the scope', async () => {
    const { old } = await rotated()
    await expect(endOverlap(world.support, { credentialId: old.id })).rejects.toMatchObject({ code: 'forbidden' })
    const other = world.asApplication(await world.application({ directory: shop.directory }))
    await expect(endOverlap(other, { credentialId: old.id })).rejects.toMatchObject({ code: 'not_found' })
    const elsewhere = await world.operatorOf(await world.application())
    await expect(endOverlap(elsewhere, { credentialId: old.id })).rejects.toMatchObject({ code: 'not_found' })
    const unable = world.asApplication(shop, ['keys:issue', 'keys:change'])
    await expect(endOverlap(unable, { credentialId: old.id })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

test('an overlap is ended only by operators who proved lately who they are', async () => {
  const { old } = await rotated()
  const { actor } = world.administrator
  if (actor.type !== 'operator') throw new Error('not an operator')
  const stale = world.asOperator({ ...actor, authenticatedAt: (await world.now()) - 6 * 60_000 })
  await expect(endOverlap(stale, { credentialId: old.id })).rejects.toMatchObject({ code: 'step_up_required' })
})

describe('extending an overlap', () => {
  test('keeps the old token accepted until the new end, that instant not included', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    const { old, successor } = await rotated(60)
    const context = { ...world.administrator, correlationId: randomUUID() }
    const outcome = await extendOverlap(context, { credentialId: old.id, until: now + DAY })
    expect(outcome).toMatchObject({ ok: true, value: { state: 'in_overlap', overlapUntil: now + DAY } })
    await clock.setInstant(now + DAY - 1)
    expect((await verdictOn(old.token)).active).toBe(true)
    await clock.setInstant(now + DAY)
    expect(await verdictOn(old.token)).toMatchObject({ reason: 'superseded', since: now + DAY })
    expect(await world.entries({ correlationId: context.correlationId })).toMatchObject([
      { action: 'key.overlap_changed', detail: { successorId: successor.id, before: now + 60_000, after: now + DAY } },
    ])
    await clock.reset()
  })

  test('goes to thirty days after the rotation and no further', async () => {
    const { old, successor } = await rotated(60)
    const latest = successor.issuedAt + 30 * DAY
    await expect(extendOverlap(world.administrator, { credentialId: old.id, until: latest + 1 })).rejects.toMatchObject(
      {
        fields: [{ pointer: '/until', detail: expect.stringContaining('30 days') }],
      },
    )
    expect(await extendOverlap(world.administrator, { credentialId: old.id, until: latest })).toMatchObject({
      ok: true,
    })
  })

  test('is no way to shorten it', async () => {
    const { old, overlapUntil } = await rotated()
    for (const until of [overlapUntil, overlapUntil - 1, 0])
      await expect(extendOverlap(world.administrator, { credentialId: old.id, until })).rejects.toMatchObject({
        fields: [{ pointer: '/until' }],
      })
  })

  test('does not bring back a key whose overlap is over, though no sweep has been by', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    const { old } = await rotated(60)
    await clock.setInstant(now + 60_000)
    expect(await extendOverlap(world.administrator, { credentialId: old.id, until: now + HOUR })).toMatchObject({
      ok: false,
      code: 'ended',
    })
    await clock.reset()
  })

  test('is refused for a key without a successor, to support and to other teams', async () => {
    const until = (await world.now()) + HOUR
    const key = await world.key(shop)
    expect(await extendOverlap(world.administrator, { credentialId: key.id, until })).toMatchObject({
      code: 'not_rotated',
    })
    const { old } = await rotated(60)
    await expect(extendOverlap(world.support, { credentialId: old.id, until })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const other = world.asApplication(await world.application({ directory: shop.directory }))
    await expect(extendOverlap(other, { credentialId: old.id, until })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a rotation with other scopes', () => {
  const widen = (scopes: readonly string[], context = world.asApplication(shop)) =>
    world.key(shop, { scopes: ['a'] }).then((old) => rotateKey(context, { credentialId: old.id, scopes: [...scopes] }))

  test('gives the successor more, to those who may issue keys', async () => {
    expect(await widen(['a', 'b'])).toMatchObject({ ok: true, value: { credential: { scopes: ['a', 'b'] } } })
  })

  test('gives it fewer to those who may rotate', async () => {
    expect(await widen([], world.asApplication(shop, ['keys:rotate']))).toMatchObject({
      ok: true,
      value: { credential: { scopes: [] } },
    })
  })

  test('is no way to issue more without the right to issue', async () => {
    await expect(widen(['a', 'b'], world.asApplication(shop, ['keys:rotate']))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
