import { describe, expect, test } from 'vitest'
import { NO_EXPECTATION } from '@/lib/core/facts'
import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { createServices } from '../create-services'
import { revokeCredentials } from '../credentials/revoke'
import { testWorld } from '../testing'
import { type Judged, judge, takeSnapshot } from './judge'
import { present } from './present'
import { draftRefusal, type RefusalSource } from './refusal-draft'
import { writeRefusals } from './write-refusals'

const world = await testWorld({ max: 6 })
const { owner } = world.database
const clock = await world.database.movableClock()

/** A process of its own, with telemetry that has seen nothing yet. */
const process_ = () => createServices(world.database.api, world.keyring)

async function judged(token: string, services = world.services.api) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(services, [presentation])
  return { snapshot, judged: await judge(services, snapshot, presentation, NO_EXPECTATION) }
}

function draft(of: Judged, changes: Partial<RefusalSource> = {}) {
  const at = of.verdict.judgedAt
  const made = draftRefusal(of, {
    ...{ applicationId: world.shop.id, callerCredentialId: world.shop.id, requestId: newId(at), requestAt: at },
    ...{ ip: null, country: null, userAgent: null, callerIp: null },
    ...changes,
  })
  if (made === null) throw new Error('not refused')
  return made
}

async function revoked() {
  const session = await world.session(world.shop)
  await revokeCredentials(world.administrator, { credentialIds: [session.id] })
  return session
}

async function refusals(where: { readonly credentialId?: string; readonly reason?: string }) {
  const { rows } = await owner.query<{ count: number; requests: number }>(
    `select count::int, (select count(*)::int from refusal_request where refusal_id = refusal.id) as requests
       from refusal where credential_id is not distinct from $1 and ($2::text is null or reason = $2)`,
    [where.credentialId ?? null, where.reason ?? null],
  )
  return rows
}

async function useCount(id: string): Promise<number> {
  const { rows } = await owner.query('select use_count::int as count from credential_live where credential_id = $1', [
    id,
  ])
  return rows[0]?.count ?? -1
}

describe('a refusal', () => {
  test('of a matched credential is durable when it resolves; what repeats it is counted within the next batch', async () => {
    const { id, token } = await revoked()
    const { telemetry } = process_()
    const { judged: of } = await judged(token)
    await telemetry.refuse(draft(of))
    expect(await refusals({ credentialId: id })).toEqual([{ count: 1, requests: 1 }])
    await telemetry.refuse(draft(of))
    await telemetry.refuse(draft(of))
    await telemetry.flush()
    expect(await refusals({ credentialId: id })).toEqual([{ count: 3, requests: 3 }])
  })

  test('of a guess buys no commit: it waits for the batch', async () => {
    const { telemetry } = process_()
    const { judged: of } = await judged('nothing of ours')
    const before = await refusals({ reason: 'malformed' })
    await telemetry.refuse(draft(of))
    expect(await refusals({ reason: 'malformed' })).toEqual(before)
    await telemetry.flush()
    expect(await refusals({ reason: 'malformed' })).toEqual([{ count: 1, requests: 1 }])
  })

  test('of another source or in another hour is a row of its own', async () => {
    const { id, token } = await revoked()
    const { judged: of } = await judged(token)
    const later = { ...of, verdict: { ...of.verdict, judgedAt: of.verdict.judgedAt + HOUR } }
    await writeRefusals(world.services.api.db, [draft(of), draft(of, { ip: '203.0.113.9' }), draft(later)])
    expect(await refusals({ credentialId: id })).toEqual(Array(3).fill({ count: 1, requests: 1 }))
  })

  test('that reached the store twice is one presentation: its reference is kept once', async () => {
    const { id, token } = await revoked()
    const { judged: of } = await judged(token)
    const sent = draft(of)
    await writeRefusals(world.services.api.db, [sent])
    await writeRefusals(world.services.api.db, [sent])
    expect(await refusals({ credentialId: id })).toMatchObject([{ requests: 1 }])
  })

  test('is told from its first presentation to its last, in whatever order processes wrote them', async () => {
    const { id, token } = await revoked()
    const { judged: of } = await judged(token)
    const hour = of.verdict.judgedAt - (of.verdict.judgedAt % HOUR)
    const at = (minute: number) => draft({ ...of, verdict: { ...of.verdict, judgedAt: hour + minute * MINUTE } })
    await writeRefusals(world.services.api.db, [at(5), at(3)])
    await writeRefusals(world.services.api.db, [at(1), at(4)])
    const { rows } = await owner.query<{ first: Instant; last: Instant }>(
      `select (extract(epoch from first_at) * 1000)::float8 as first, (extract(epoch from last_at) * 1000)::float8 as last from refusal where credential_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ first: hour + MINUTE, last: hour + 5 * MINUTE }])
  })

  test('counts in the minute it was judged at, whichever batch it came with', async () => {
    const { judged: of } = await judged((await revoked()).token)
    const hour = of.verdict.judgedAt - (of.verdict.judgedAt % HOUR) - 100 * HOUR
    const at = (minute: number) => draft({ ...of, verdict: { ...of.verdict, judgedAt: hour + minute * MINUTE } })
    await writeRefusals(world.services.api.db, [at(0), at(59.9), at(7)])
    await writeRefusals(world.services.api.db, [at(7.5), at(7)])
    const { rows } = await owner.query<{ minutes: number[] }>('select minutes from refusal_hour where hour = $1', [
      new Date(hour).toISOString(),
    ])
    expect(rows).toHaveLength(1)
    expect(rows[0]?.minutes.flatMap((count, minute) => (count === 0 ? [] : [[minute, count]]))).toEqual([
      [0, 1],
      [7, 3],
      [59, 1],
    ])
  })

  test('by many processes at once neither deadlocks nor loses a count, by row and by hour', async () => {
    const made: ReturnType<typeof draft>[] = []
    for (let count = 0; count < 8; count += 1) made.push(draft((await judged((await revoked()).token)).judged))
    const again = (one: (typeof made)[number]) => ({ ...one, requestId: newId(one.judgedAt) })
    const before = await hourCount()
    const orders = [made, [...made].reverse(), made.slice(4).concat(made.slice(0, 4)), [...made].reverse()]
    await Promise.all(orders.map((order) => writeRefusals(world.services.api.db, order.map(again))))
    for (const { credentialId } of made)
      expect(await refusals({ credentialId: credentialId ?? '' })).toEqual([{ count: 4, requests: 4 }])
    expect(await hourCount()).toBe(before + 32)
  })

  async function hourCount(): Promise<number> {
    const { rows } = await owner.query(
      `select coalesce(sum(count), 0)::int as count from refusal_hour where reason = 'revoked'`,
    )
    return rows[0]?.count
  }
})

describe('a use', () => {
  const SOURCE = { ip: '203.0.113.9', userAgent: null, scopes: [] }

  test('of a credential used a moment ago is only counted, with the next batch', async () => {
    const { id, token } = await world.session(world.shop)
    const { telemetry } = process_()
    const { judged: of, snapshot } = await judged(token)
    expect(await telemetry.use(of, snapshot.config, { ...SOURCE, now: snapshot.now })).toBe(true)
    expect(await useCount(id)).toBe(0)
    await telemetry.flush()
    expect(await useCount(id)).toBe(1)
  })

  test.for([
    [MINUTE, null],
    [3 * SECOND, 60],
  ] as const)(
    'after %i ms of silence under an idle limit of %s s is stored before the answer leaves',
    async ([silence, idleSeconds]) => {
      const application = await world.application()
      const now = await world.now()
      if (idleSeconds !== null) await world.policy(application.id, { idleSeconds, from: now - HOUR })
      await clock.setInstant(now)
      const before = await world.session(application, { at: now - silence + 1 })
      const after = await world.session(application, { at: now - silence })
      const { telemetry } = process_()
      for (const { token } of [before, after]) {
        const { judged: of, snapshot } = await judged(token)
        expect(await telemetry.use(of, snapshot.config, { ...SOURCE, now: snapshot.now })).toBe(true)
      }
      await clock.reset()
      expect([await useCount(before.id), await useCount(after.id)]).toEqual([0, 1])
    },
  )

  test('of a credential that ended after it was judged resolves false, revives nothing and counts nothing', async () => {
    const { id, token } = await world.session(world.shop, { at: (await world.now()) - HOUR })
    const { telemetry } = process_()
    const { judged: of, snapshot } = await judged(token)
    expect(of.verdict.active).toBe(true)
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    const before = await world.ending(id)
    expect(await telemetry.use(of, snapshot.config, { ...SOURCE, now: snapshot.now })).toBe(false)
    expect([await useCount(id), await world.ending(id)]).toEqual([-1, before])
    expect((await judged(token)).judged.verdict).toMatchObject({ active: false, reason: 'revoked' })
  })

  test('of nothing that was matched counts nothing', async () => {
    const { telemetry } = process_()
    const { judged: of, snapshot } = await judged('nothing of ours')
    expect(await telemetry.use(of, snapshot.config, { ...SOURCE, now: snapshot.now })).toBe(true)
    await telemetry.flush()
    expect(telemetry.dropped()).toBe(0)
  })
})

test('evidence that cannot be stored costs itself alone: it is counted as dropped, and the others are kept', async () => {
  const { telemetry } = process_()
  const { judged: of } = await judged('nothing of ours')
  const good = draft(of, { ip: '203.0.113.99' })
  const bad = { ...draft(of), evidence: { ...good.evidence, expected: { ...NO_EXPECTATION, audience: '\u0000' } } }
  await telemetry.refuse({ ...bad, key: 'ff'.repeat(32), dedupeKey: Buffer.alloc(32, 255) })
  await telemetry.refuse(good)
  await telemetry.flush()
  expect(telemetry.dropped()).toBe(1)
  const { rows } = await owner.query(`select count::int from refusal where ip = '203.0.113.99'`)
  expect(rows).toEqual([{ count: 1 }])
})
