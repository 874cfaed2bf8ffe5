import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { rotateKey } from '../keys/rotate'
import { notEnded, rules } from '../lapse-sql'
import { testWorld } from '../testing'
import { changePolicy } from './change'
import { createPolicy } from './create'
import { previewPolicyChange } from './preview-change'
import { readAges } from './read-ages'

const world = await testWorld()
const clock = await world.database.movableClock()
const NONE = { idleSeconds: null, absoluteSeconds: null }

async function ruled(limits: { idleSeconds: number | null; absoluteSeconds: number | null } = NONE) {
  const application = await world.application()
  const outcome = await createPolicy(world.administrator, { applicationId: application.id, kind: 'session', limits })
  if (!outcome.ok) throw new Error(outcome.code)
  return { application, policyId: outcome.value.policyId }
}

async function aliveOf(applicationId: string): Promise<number> {
  const { rows } = await world.services.console.db.execute<{ count: number }>(
    sql`select count(*)::float8 as count from credential_live live ${rules(await world.now())}
         where live.application_id = ${applicationId} and ${notEnded(await world.now())}`,
  )
  return rows[0]?.count ?? 0
}

describe('the preview', () => {
  test('announces exactly what the change then ends', async () => {
    const limit = fc.option(fc.integer({ min: 60, max: 7_200 }), { nil: null })
    const limits = fc.record({ idleSeconds: limit, absoluteSeconds: limit })
    const ages = fc.array(fc.tuple(fc.nat(7_200), fc.nat(7_200)), { minLength: 1, maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(limits, limits, ages, async (before, after, sessions) => {
        const now = await world.now()
        await clock.setInstant(now - 1)
        const { application, policyId } = await ruled(before)
        await clock.setInstant(now)
        for (const [signedIn, used] of sessions) {
          const session = await world.session(application, { at: now - Math.max(signedIn, used) * 1_000 })
          await world.usedAt(session.id, now - Math.min(signedIn, used) * 1_000)
        }
        const alive = await aliveOf(application.id)
        const preview = await previewPolicyChange(world.support, { policyId, limits: after })
        await changePolicy(world.administrator, { policyId, expectedVersion: 1, limits: after })
        expect(preview).toMatchObject({ live: alive, endNow: alive - (await aliveOf(application.id)) })
        await clock.reset()
      }),
      { numRuns: 25 },
    )
  }, 60_000)

  test('counts people once, whatever number of their sessions end', async () => {
    const { application, policyId } = await ruled()
    const at = (await world.now()) - HOUR
    const subject = await world.subject(application)
    for (let made = 0; made < 3; made += 1) await world.session(application, { subject, at })
    await world.session(application)
    const preview = await previewPolicyChange(world.support, { policyId, limits: { ...NONE, idleSeconds: 600 } })
    expect(preview).toMatchObject({ live: 4, endNow: 3, people: 1, peopleWithNothingLeft: 1, operators: 0 })
  })

  test('tells apart who is left with nothing', async () => {
    const { application, policyId } = await ruled()
    const subject = await world.subject(application)
    await world.session(application, { subject, at: (await world.now()) - HOUR })
    await world.session(application, { subject })
    const preview = await previewPolicyChange(world.support, { policyId, limits: { ...NONE, idleSeconds: 600 } })
    expect(preview).toMatchObject({ people: 1, peopleWithNothingLeft: 0 })
  })

  test('counts what would end within the hour and would not today', async () => {
    const { application, policyId } = await ruled()
    await world.session(application, { at: (await world.now()) - 50 * MINUTE })
    const preview = await previewPolicyChange(world.support, { policyId, limits: { ...NONE, idleSeconds: 3_600 } })
    expect(preview).toMatchObject({ endNow: 0, withinHour: 1 })
  })

  test('does not count what has ended already', async () => {
    const { application, policyId } = await ruled({ ...NONE, idleSeconds: 600 })
    const session = await world.session(application, { at: (await world.now()) - HOUR })
    const disabled = await world.session(application)
    await world.disable('subject', disabled.subject.id)
    const preview = await previewPolicyChange(world.support, { policyId, limits: { ...NONE, idleSeconds: 60 } })
    expect(preview).toMatchObject({ live: 0, endNow: 0 })
    expect(await world.ending(session.id)).toBeNull()
  })

  test('changes nothing', async () => {
    const { application, policyId } = await ruled()
    await world.session(application, { at: (await world.now()) - HOUR })
    await previewPolicyChange(world.support, { policyId, limits: { ...NONE, idleSeconds: 60 } })
    expect(await aliveOf(application.id)).toBe(1)
  })

  test('is for operators, and for policies that exist', async () => {
    const { application, policyId } = await ruled()
    const asked = previewPolicyChange(world.asApplication(application), { policyId, limits: NONE })
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
    const unknown = previewPolicyChange(world.support, { policyId: randomUUID(), limits: NONE })
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' })
  })
})

test('the ages under a limit add up to what lives, the oldest in the last bucket', async () => {
  const { application, policyId } = await ruled()
  const now = await world.now()
  for (const minutes of [0, 1, 30, 59, 600]) await world.session(application, { at: now - minutes * MINUTE })
  const buckets = await readAges(world.support, { policyId, of: 'idle', untilSeconds: 3_600 })
  expect(buckets.reduce((sum, bucket) => sum + bucket.count, 0)).toBe(5)
  expect(buckets.at(0)).toMatchObject({ fromSeconds: 0, count: 2 })
  expect(buckets.at(-1)).toMatchObject({ untilSeconds: 3_600, count: 2 })
})

describe('the preview of a rule for keys', () => {
  test('counts keys that would be due and overlaps that are longer, and that none of them ends', async () => {
    const application = await world.application()
    const made = await createPolicy(world.administrator, {
      applicationId: application.id,
      kind: 'api_key',
      limits: NONE,
    })
    if (!made.ok) throw new Error(made.code)
    const old = await world.key(application, { at: (await world.now()) - 40 * 24 * HOUR })
    await world.key(application)
    const rotated = await world.key(application, { at: (await world.now()) - 40 * 24 * HOUR })
    await rotateKey(world.administrator, { credentialId: rotated.id, overlapSeconds: 7_200 })
    const preview = (terms: { overlapSecondsMax?: number; rotateAfterSeconds?: number }) =>
      previewPolicyChange(world.support, { policyId: made.value.policyId, limits: { ...NONE, ...terms } })
    expect(await preview({})).toMatchObject({ endNow: 0, rotationDue: 0, longerOverlaps: 0 })
    expect(await preview({ rotateAfterSeconds: 30 * 86_400 })).toMatchObject({ endNow: 0, rotationDue: 1 })
    expect(await preview({ rotateAfterSeconds: 50 * 86_400 })).toMatchObject({ rotationDue: 0 })
    expect(await preview({ overlapSecondsMax: 7_199 })).toMatchObject({ endNow: 0, longerOverlaps: 1 })
    expect(await preview({ overlapSecondsMax: 7_200 })).toMatchObject({ longerOverlaps: 0 })
    expect(await world.ending(old.id)).toBeNull()
  })
})
