import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/core/instant'
import { endCredentials } from '../end-credentials'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { context, testWorld } from '../testing'
import { NOBODY } from '../true-ending'
import { sweepEnded } from './sweep-ended'

const world = await testWorld()
const clock = await world.database.movableClock()
const { owner } = world.database

async function sweep(as = world.system) {
  const outcome = await sweepEnded(as, {})
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

/** An application whose sessions idle after ten minutes and end after a day. */
async function strictApplication() {
  const application = await world.application()
  await world.policy(application.id, { idleSeconds: 600, absoluteSeconds: 86_400, from: 0 })
  return application
}

async function verdictOn(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  const { reason, cause, since } = (await judge(world.services.api, snapshot, presentation)).verdict
  return { reason, cause, since }
}

describe('a sweep records the true ending', () => {
  test('of an idle session: since its last use plus the limit, not since the sweep', async () => {
    const now = await world.now()
    const session = await world.session(await strictApplication(), { at: now - 2 * HOUR })
    await world.usedAt(session.id, now - HOUR)
    await sweep()
    const endedAt = new Date(now - HOUR + 10 * MINUTE)
    expect(await world.ending(session.id)).toMatchObject({
      reason: 'idle',
      cause: null,
      ended_at: endedAt,
      actor_type: 'system',
    })
  })

  test('of a session past its absolute limit that was used to the last', async () => {
    const now = await world.now()
    const session = await world.session(await strictApplication(), { at: now - DAY })
    await world.usedAt(session.id, now - SECOND)
    await sweep()
    expect(await world.ending(session.id)).toMatchObject({ reason: 'expired', ended_at: new Date(now) })
  })

  test('of an expired key and of one whose overlap is over', async () => {
    const now = await world.now()
    const expired = await world.key(world.shop, { at: now - HOUR, expiresAt: now - MINUTE })
    const rotated = await world.key(world.shop, { at: now - HOUR })
    await owner.query('update credential_live set overlap_until = $2, successor_id = $1 where credential_id = $1', [
      rotated.id,
      new Date(now - SECOND),
    ])
    await sweep()
    expect(await world.ending(expired.id)).toMatchObject({ reason: 'expired', ended_at: new Date(now - MINUTE) })
    expect(await world.ending(rotated.id)).toMatchObject({ reason: 'superseded', ended_at: new Date(now - SECOND) })
  })

  test('of what a cutoff of the application reached, and of nothing that signed in after', async () => {
    const application = await world.application()
    const before = await world.session(application)
    await owner.query(
      `insert into cutoff (id, application_id, at, cause, actor_type, actor_label) values (gen_random_uuid(), $1, assay_now(), 'unspecified', 'operator', 'Dana Ortiz')`,
      [application.id],
    )
    const after = await world.session(application, { at: (await world.now()) + SECOND })
    await sweep()
    expect(await world.ending(before.id)).toMatchObject({ reason: 'revoked', cause: 'cutoff' })
    expect(await world.ending(after.id)).toBeNull()
  })

  test('and the verdict is the same before it and after it', async () => {
    const now = await world.now()
    const session = await world.session(await strictApplication(), { at: now - 2 * HOUR })
    const before = await verdictOn(session.token)
    await sweep()
    expect(await verdictOn(session.token)).toEqual(before)
    expect(before).toEqual({ reason: 'idle', cause: null, since: now - 2 * HOUR + 10 * MINUTE })
  })

  test('and enters it', async () => {
    const now = await world.now()
    const application = await strictApplication()
    const session = await world.session(application, { at: now - HOUR })
    const as = context(world.services.worker, { type: 'system', name: 'Assay' })
    await sweep(as)
    expect(await world.entries({ correlationId: as.correlationId })).toMatchObject([
      {
        action: 'credential.swept',
        actorType: 'system',
        targetId: session.id,
        applicationId: application.id,
        subjectId: session.subject.id,
        detail: { reason: 'idle', endedAt: now - 50 * MINUTE },
      },
    ])
  })
})

describe('a sweep leaves alone', () => {
  test('an idle session for two flushes, since a use may be on its way', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    const session = await world.session(await strictApplication(), { at: now - 10 * MINUTE })
    await clock.setInstant(now + 1_999)
    await sweep()
    expect(await world.ending(session.id)).toBeNull()
    expect((await verdictOn(session.token)).reason).toBe('idle')
    await clock.setInstant(now + 2_000)
    await sweep()
    expect(await world.ending(session.id)).toMatchObject({ ended_at: new Date(now) })
    await clock.reset()
  })

  test('what was used after it was judged', async () => {
    const now = await world.now()
    const session = await world.session(await strictApplication(), { at: now - HOUR })
    const judged = { credentialId: session.id, endedAt: now, reason: 'idle', cause: null, note: null } as const
    await world.usedAt(session.id, now)
    const ended = await world.services.worker.db.transaction((tx) =>
      endCredentials(tx, { now, actor: NOBODY, correlationId: crypto.randomUUID() }, [
        { ...judged, onlyIfLastUsedAt: now - HOUR },
      ]),
    )
    expect(ended.size).toBe(0)
    expect((await verdictOn(session.token)).reason).toBeNull()
  })

  test('credentials of a disabled subject or application: they may be enabled again', async () => {
    const application = await world.application()
    const [one, other] = [await world.session(world.shop), await world.session(application)]
    await world.disable('subject', one.subject.id)
    await world.disable('application', application.id)
    await sweep()
    expect([await world.ending(one.id), await world.ending(other.id)]).toEqual([null, null])
  })

  test('suspended and pending ones', async () => {
    const now = await world.now()
    const [suspended, pending] = [await world.key(world.shop), await world.key(world.shop, { notBefore: now + HOUR })]
    await world.suspend(suspended.id)
    await sweep()
    expect([await world.ending(suspended.id), await world.ending(pending.id)]).toEqual([null, null])
  })
})

describe('sweeping', () => {
  test('goes on where it stopped when there is more than one turn can end', async () => {
    await sweep()
    const now = await world.now()
    const session = await world.session(await strictApplication(), { at: now - HOUR })
    await world.copies(session.id, 1_009)
    const first = await sweep()
    expect(first).toMatchObject({ ended: 1_000, after: expect.any(String) })
    const second = await sweepEnded(world.system, { after: first.after })
    expect(second).toMatchObject({ ok: true, value: { ended: 10, after: null } })
  })

  test('by two workers at once ends everything once', async () => {
    const now = await world.now()
    const application = await strictApplication()
    const sessions = []
    for (let made = 0; made < 20; made += 1) sessions.push(await world.session(application, { at: now - HOUR }))
    const turns = await Promise.all([sweep(), sweep(), sweep()])
    expect(turns.reduce((sum, turn) => sum + turn.ended, 0)).toBe(20)
  })

  test('is nobody’s to ask for', async () => {
    for (const who of [world.administrator, world.support, world.asApplication(world.shop)]) {
      await expect(sweepEnded(who, {})).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
