import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import type { CredentialRecord } from '@/lib/core/credential'
import type { Instant, Interval } from '@/lib/core/instant'
import { lifecycle, STATES, type State } from '@/lib/core/lifecycle'
import type { PolicyVersion } from '@/lib/core/policy'
import { judgingInstants, policyHistories, records } from '@/lib/core/testing/arbitraries'
import { credential, cutoff, NOON, policy } from '@/lib/core/testing/builders'
import { endingBefore, hasLapsed, lapses, notEnded, stateIs } from './lapse-sql'
import { testWorld } from './testing'

const world = await testWorld({ max: 2 })
const { owner } = world.database
const db = world.services.console.db
const iso = (at: Instant | null) => (at === null ? null : new Date(at).toISOString())

/** Records as they can be stored alive: one suspension and one disabling a target are open at a time. */
const storable = records.map(
  (record): CredentialRecord => ({
    ...record,
    kind: 'session',
    expiresAt: record.expiresAt !== null && record.expiresAt > record.issuedAt ? record.expiresAt : null,
    suspensions: record.suspensions.slice(0, 1),
    subjectDisabled: record.subjectDisabled.slice(0, 1),
    applicationDisabled: record.applicationDisabled.slice(0, 1),
    ended: null,
  }),
)

interface Case {
  readonly record: CredentialRecord
  readonly policies: readonly PolicyVersion[]
}

const cases: fc.Arbitrary<Case> = fc.record({ record: storable, policies: policyHistories })

beforeEach(async () => {
  // Rules of the first migration would join in; this database is the test's own.
  await owner.query('alter table policy_version disable trigger all; delete from policy_version; delete from policy')
  await owner.query('alter table policy_version enable trigger all')
})

/** Stores a case as an application of its own. */
async function store({ record, policies }: Case): Promise<string> {
  const application = await world.application()
  const subject = await world.subject(application)
  const { id, familyId } = await world.issue(application, subject, {
    at: record.issuedAt,
    notBefore: record.notBefore,
    expiresAt: record.expiresAt,
  })
  await owner.query('update family set signed_in_at = $2 where id = $1', [familyId, iso(record.signedInAt)])
  await owner.query(
    `update credential_live set signed_in_at = $2, last_used_at = $3, overlap_until = $4, successor_id = $5, suspended_from = $6, suspended_until = $7
      where credential_id = $1`,
    [
      id,
      iso(record.signedInAt),
      iso(record.lastUsedAt),
      iso(record.overlapUntil),
      record.overlapUntil === null ? null : randomUUID(),
      iso(record.suspensions[0]?.from ?? null),
      iso(record.suspensions[0]?.until ?? null),
    ],
  )
  for (const interval of record.subjectDisabled) await storeDisabling('subject', subject.id, interval)
  for (const interval of record.applicationDisabled) await storeDisabling('application', application.id, interval)
  for (const cutoff of record.cutoffs) {
    await owner.query(
      `insert into cutoff (id, subject_id, application_id, at, cause, actor_type, actor_label) values ($1, $2, $3, $4, 'unspecified', 'system', 'test')`,
      [
        randomUUID(),
        cutoff.scope === 'subject' ? subject.id : null,
        cutoff.scope === 'application' ? application.id : null,
        iso(cutoff.at),
      ],
    )
  }
  await storePolicies(application.id, policies)
  return id
}

async function storeDisabling(type: string, targetId: string, { from, until }: Interval) {
  await owner.query(
    `insert into disabling (id, target_type, target_id, from_at, until_at, actor_type, actor_label) values ($1, $2, $3, $4, $5, 'system', 'test')`,
    [randomUUID(), type, targetId, iso(from), iso(until)],
  )
}

async function storePolicies(applicationId: string, policies: readonly PolicyVersion[]) {
  for (const { scope, idleSeconds, absoluteSeconds, from } of policies) {
    // The database takes limits of a minute and more; the arbitraries go below.
    await owner.query('alter table policy_version drop constraint if exists policy_version_idle')
    await owner.query('alter table policy_version drop constraint if exists policy_version_absolute')
    const limits = {
      ...(idleSeconds !== null && { idleSeconds }),
      ...(absoluteSeconds !== null && { absoluteSeconds }),
    }
    await world.policy(scope === 'application' ? applicationId : null, { ...limits, from })
  }
}

/** Wide cutoffs and the installation's rules concern every case: one at a time. */
async function clear() {
  await owner.query('alter table cutoff disable trigger all; delete from cutoff; alter table cutoff enable trigger all')
  await owner.query('alter table policy_version disable trigger all; delete from policy_version; delete from policy')
  await owner.query('alter table policy_version enable trigger all; delete from disabling; delete from credential_live')
}

/** Where SQL and core must say the same, for one stored record. */
async function expectAgreement(id: string, { record, policies }: Case, now: Instant) {
  const life = lifecycle(record, policies, now)
  const row = await statesAt(id, now)
  expect(STATES.filter((state) => row[state])).toEqual([life.state])
  expect(row.open).toBe(life.state !== 'ended')
  const lapsed = life.findings.some(({ reason }) => ['revoked', 'superseded', 'expired', 'idle'].includes(reason))
  expect(row.lapsed).toBe(lapsed)
  const [first] = life.lapses
  expect(row.at === null ? null : Date.parse(row.at)).toBe(first?.at ?? null)
  expect(row.reason).toBe(first?.reason ?? null)
  const bounds = [null, now, ...(first === undefined ? [] : [first.at, first.at + 1])]
  for (const bound of bounds)
    expect(await endsBefore(id, bound)).toBe(first !== undefined && (bound === null || first.at < bound))
}

/** As the list asks for those that end within a range; null for ever. */
async function endsBefore(id: string, at: Instant | null): Promise<boolean> {
  const { join, condition } = endingBefore('bound', at)
  const { rows } = await db.execute<{ ends: boolean }>(
    sql`select ${condition} as ends from credential_live live ${join} where live.credential_id = ${id}`,
  )
  return rows[0]?.ends ?? false
}

async function statesAt(id: string, now: Instant) {
  const columns = STATES.map((state) => sql`${stateIs([state], now)} as ${sql.identifier(state)}`)
  const { rows } = await db.execute<
    Record<State | 'open' | 'lapsed', boolean> & { at: string | null; reason: string | null }
  >(
    sql`select ${sql.join(columns, sql`, `)}, ${notEnded(now)} as open, ${hasLapsed(now)} as lapsed, lapse.at, lapse.reason
          from credential_live live ${lapses(now)} where live.credential_id = ${id}`,
  )
  const [row] = rows
  if (row === undefined) throw new Error('not stored')
  return row
}

describe('what SQL decides over millions of rows is what the core decides over one', () => {
  test('state, lapse and ending agree for any record, any policy timeline and any instant', async () => {
    await fc.assert(
      fc.asyncProperty(cases, fc.array(judgingInstants, { minLength: 4, maxLength: 4 }), async (given, instants) => {
        await clear()
        const id = await store(given)
        for (const now of [...instants, NOON, given.record.lastUsedAt]) {
          await expectAgreement(id, given, now)
        }
      }),
      { numRuns: 100 },
    )
  }, 120_000)

  const BOUNDARIES: [string, Partial<CredentialRecord>, Partial<PolicyVersion>[]][] = [
    [
      'a limit that would bite at the first instant of the next version',
      {},
      [
        { idleSeconds: 90, from: NOON, until: NOON + 90_000 },
        { idleSeconds: 300, from: NOON + 90_000 },
      ],
    ],
    [
      'a limit that bites one millisecond before it',
      {},
      [
        { idleSeconds: 90, from: NOON, until: NOON + 90_001 },
        { idleSeconds: 300, from: NOON + 90_001 },
      ],
    ],
    [
      'a version without limits after one with',
      {},
      [{ absoluteSeconds: 90, from: NOON, until: NOON + 90_000 }, { from: NOON + 90_000 }],
    ],
    ['an overlap that ends as the key expires', { overlapUntil: NOON + 90_000, expiresAt: NOON + 90_000 }, []],
    ['an expiry and an idle limit of the same instant', { expiresAt: NOON + 90_000 }, [{ idleSeconds: 90 }]],
    ['a cutoff at the instant of the sign-in', { cutoffs: [cutoff(NOON)] }, []],
  ]

  test.for(BOUNDARIES)('they agree on %s', async ([, changes, versions]) => {
    await clear()
    const given = { record: credential(changes), policies: versions.map((version) => policy(version)) }
    const id = await store(given)
    for (const now of [NOON, NOON + 89_999, NOON + 90_000, NOON + 90_001, NOON + 300_000]) {
      await expectAgreement(id, given, now)
    }
  })
})
