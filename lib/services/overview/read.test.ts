import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import { testWorld } from '../testing'
import type { TestApplication } from '../testing-rows'
import { readOverview } from './read'

const world = await testWorld()
const { owner } = world.database
const overview = (by = world.administrator) => readOverview(by, {})

beforeEach(() => owner.query('truncate refusal, refusal_hour'))

/** Refusals of one minute, counted as the data plane counts them. */
async function count(of: TestApplication, reason: string, at: Instant, times: number): Promise<void> {
  const hour = at - (at % HOUR)
  const minute = Math.floor((at - hour) / MINUTE)
  await owner.query(
    `insert into refusal_hour (hour, application_id, reason, count, minutes)
     select $1, $2, $3, $5::bigint, array(select case when place = $4::int then $5::int else 0 end from generate_series(0, 59) place order by place)
     on conflict (hour, application_id, reason) do update set count = refusal_hour.count + excluded.count,
       minutes = array(select a + b from unnest(refusal_hour.minutes, excluded.minutes) with ordinality t(a, b, n) order by n)`,
    [new Date(hour).toISOString(), of.id, reason, minute, times],
  )
}

interface Refused {
  readonly reason: string
  readonly at: Instant
  readonly times?: number
  readonly ip?: string
  readonly credentialId?: string
  readonly evidence?: object
}

async function refuse(
  of: TestApplication,
  { reason, at, times = 1, ip, credentialId, evidence }: Refused,
): Promise<void> {
  await owner.query(
    `insert into refusal (id, hour, dedupe_key, first_at, last_at, count, reason, application_id, caller_credential_id, credential_id, ip, caller_ip, evidence)
     values (gen_random_uuid(), date_trunc('hour', $2::timestamptz), sha256(gen_random_uuid()::text::bytea), $2, $2, $3, $4, $1, gen_random_uuid(), $5, $6, '10.0.0.9', $7)`,
    [of.id, new Date(at).toISOString(), times, reason, credentialId ?? null, ip ?? null, evidence ?? {}],
  )
}

describe('the overview', () => {
  test('finds nothing unusual where nothing was refused, nor where it is as on the days before', async () => {
    expect(await overview()).toMatchObject({ surge: null, unusual: [], refusals: { reasons: [], usual: null } })
    const now = await world.now()
    for (const day of [0, 1, 2, 3]) await count(world.shop, 'idle', now - day * DAY - 20 * MINUTE, 40)
    const seen = await overview()
    expect(seen.refusals.usual).toBeGreaterThan(0)
    expect([seen.surge, seen.unusual]).toEqual([null, []])
  })

  test('says since when refusals stand out, by what reason and where', async () => {
    const now = await world.now()
    for (const day of [1, 2, 3]) await count(world.shop, 'idle', now - day * DAY - 20 * MINUTE, 6)
    for (const minute of [4, 3, 2, 1, 0]) await count(world.shop, 'idle', now - minute * MINUTE, 20)
    await count(await world.application(), 'expired', now - 2 * MINUTE, 5)
    const { surge, unusual } = await overview()
    const started = now - (now % MINUTE) - 4 * MINUTE
    expect(surge).toMatchObject({ from: started, until: null, count: 105, application: { of: { name: 'Shop' } } })
    expect(surge?.reason.of).toBe('idle')
    expect(surge?.reason.share).toBeCloseTo(100 / 105)
    expect(unusual).toMatchObject([{ type: 'application', application: { name: 'Shop' }, surge: { from: started } }])
  })

  test('tells the minutes of the last hour by reason, and of the hour before', async () => {
    const now = await world.now()
    await count(world.shop, 'idle', now, 3)
    await count(world.shop, 'expired', now - 59 * MINUTE, 4)
    await count(world.shop, 'revoked', now - 60 * MINUTE, 5)
    const { refusals } = await overview()
    expect(refusals.reasons.map(({ reason, minutes }) => [reason, minutes.indexOf(Math.max(...minutes))])).toEqual([
      ['expired', 0],
      ['idle', 59],
    ])
    expect(refusals.hourBefore[59]).toBe(5)
  })

  test('names an address that tried many credentials, and one that makes tokens up, but no one person', async () => {
    const now = await world.now()
    for (let n = 0; n < 9; n += 1)
      await refuse(world.shop, {
        reason: 'idle',
        at: now - n * MINUTE,
        ip: '203.0.113.9',
        credentialId: crypto.randomUUID(),
      })
    await refuse(world.shop, { reason: 'forged', at: now, times: 60, ip: '203.0.113.66' })
    await refuse(world.shop, {
      reason: 'idle',
      at: now,
      times: 500,
      ip: '203.0.113.1',
      credentialId: crypto.randomUUID(),
    })
    await refuse(world.shop, { reason: 'forged', at: now - 2 * HOUR, times: 60, ip: '203.0.113.77' })
    const { unusual } = await overview()
    expect(unusual).toEqual([
      { type: 'address', address: '203.0.113.66', credentials: 0, forged: 60, refusals: 60 },
      { type: 'address', address: '203.0.113.9', credentials: 9, forged: 0, refusals: 9 },
    ])
  })

  test('names a caller whose clock is off, by its latest refusal', async () => {
    const now = await world.now()
    const skewed = (skewSeconds: number) => ({ checks: [{ reason: 'clock_skew', evidence: { skewSeconds } }] })
    await refuse(world.shop, { reason: 'clock_skew', at: now - HOUR, evidence: skewed(-80) })
    await refuse(world.shop, { reason: 'clock_skew', at: now - MINUTE, evidence: skewed(-94) })
    expect((await overview()).unusual).toEqual([
      {
        type: 'clock',
        application: { id: world.shop.id, name: 'Shop' },
        callerAddress: '10.0.0.9',
        skewSeconds: -94,
        at: now - MINUTE,
      },
    ])
  })

  test('names an old key that is still used beside its successor, and one that is presented after', async () => {
    const now = await world.now()
    const old = await world.key(world.shop, { name: 'Deploy', at: now - 3 * HOUR })
    const next = await world.key(world.shop, { name: 'Deploy', at: now - HOUR })
    await owner.query(
      `update credential_live set overlap_until = $2, successor_id = $3, last_used_at = $4 where credential_id = $1`,
      [old.id, new Date(now + HOUR).toISOString(), next.id, new Date(now - 5 * MINUTE).toISOString()],
    )
    await refuse(world.shop, { reason: 'superseded', at: now - 2 * HOUR, times: 3, credentialId: next.id })
    const { unusual } = await overview()
    expect(unusual).toMatchObject([
      { type: 'overlap', key: { id: old.id, name: 'Deploy' }, lastUsedAt: now - 5 * MINUTE, overlapUntil: now + HOUR },
      { type: 'superseded', key: { id: next.id }, refusals: 3, lastAt: now - 2 * HOUR },
    ])
    await world.usedAt(old.id, now - 2 * HOUR)
    expect((await overview()).unusual).toMatchObject([{ type: 'superseded' }])
  })

  test('counts the keys that end soon, and no session', async () => {
    const before = (await overview()).keysEndingSoon.count
    const now = await world.now()
    await world.key(world.shop, { at: now - 9 * HOUR, expiresAt: now + HOUR })
    await world.key(world.shop, { at: now, expiresAt: now + 90 * DAY })
    await world.session(world.shop, { at: now - 9 * HOUR, expiresAt: now + HOUR })
    expect((await overview()).keysEndingSoon.count - before).toBe(1)
  })

  test('shows who reaches one application nothing of another', async () => {
    const now = await world.now()
    const elsewhere = await world.application()
    await count(elsewhere, 'idle', now, 100)
    await refuse(elsewhere, { reason: 'forged', at: now, times: 60, ip: '203.0.113.66' })
    const seen = await overview(await world.operatorOf(world.shop))
    expect([seen.surge, seen.unusual, seen.refusals.reasons]).toEqual([null, [], []])
    expect((await overview()).surge).not.toBeNull()
  })

  test('names no key of an application out of reach that was presented at one within', async () => {
    const now = await world.now()
    const foreign = await world.key(await world.application(), { name: 'Payroll', at: now - HOUR })
    await refuse(world.shop, { reason: 'superseded', at: now, times: 3, credentialId: foreign.id })
    expect((await overview(await world.operatorOf(world.shop))).unusual).toEqual([])
    expect((await overview()).unusual).toMatchObject([{ type: 'superseded', key: { name: 'Payroll' } }])
  })

  test('masks the address of whoever may not see it, and leaves that of a server', async () => {
    const now = await world.now()
    await refuse(world.shop, { reason: 'forged', at: now, times: 60, ip: '203.0.113.66' })
    await refuse(world.shop, { reason: 'clock_skew', at: now, evidence: { checks: [] } })
    const { unusual } = await overview(world.support)
    expect(unusual).toMatchObject([{ address: '203.0.•.•' }, { callerAddress: '10.0.0.9' }])
  })

  test('is no business of an application', async () => {
    await expect(overview(world.asApplication(world.shop))).rejects.toMatchObject({ code: 'forbidden' })
  })
})
