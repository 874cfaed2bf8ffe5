import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { credential } from '@/db/schema/credential'
import type { CredentialRecord } from '@/lib/core/credential'
import { type Expectation, NO_EXPECTATION } from '@/lib/core/facts'
import type { Instant } from '@/lib/core/instant'
import type { PolicyVersion } from '@/lib/core/policy'
import { gentleFacts, judgingInstants, policyHistories, records } from '@/lib/core/testing/arbitraries'
import type { Keyring } from '@/lib/crypto/keyring'
import { createServices } from '../create-services'
import { revokeCredentials } from '../credentials/revoke'
import { testWorld } from '../testing'
import { judge, judgeStored, takeSnapshot } from './judge'
import { leanRecord } from './lean-record'
import { present } from './present'
import { readCredentials } from './read-records'

const world = await testWorld({ max: 4 })
const { owner } = world.database
const clock = await world.database.movableClock()
const { api } = world.services
const iso = (at: Instant | null) => (at === null ? null : new Date(at).toISOString())

interface Case {
  readonly record: CredentialRecord
  readonly policies: readonly PolicyVersion[]
}

/** Traits of which each alone ends, suspends or saves a credential. */
const TRAITS = [
  'notBefore',
  'expiresAt',
  'overlapUntil',
  'suspensions',
  'subjectDisabled',
  'applicationDisabled',
  'cutoffs',
] as const satisfies readonly (keyof CredentialRecord)[]

/** In any state at all. */
const wildCases: fc.Arbitrary<Case> = fc.record({ record: records.map(storable), policies: policyHistories })

/** Sound but for one trait, so that this one decides. */
function casesOf(trait: (typeof TRAITS)[number]): fc.Arbitrary<Case> {
  const marked = records.filter((record) =>
    Array.isArray(record[trait]) ? record[trait].length > 0 : record[trait] !== null,
  )
  return fc.record({ facts: gentleFacts, wild: marked, ruled: fc.boolean() }).map(({ facts, wild, ruled }) => ({
    record: storable({ ...(facts.record ?? wild), [trait]: wild[trait] }),
    policies: ruled ? facts.policies : [],
  }))
}

/** A record as it can be stored alive: one suspension and one disabling a target are open at a time. */
function storable(record: CredentialRecord): CredentialRecord {
  return {
    ...record,
    expiresAt: record.expiresAt !== null && record.expiresAt > record.issuedAt ? record.expiresAt : null,
    suspensions: record.suspensions.slice(0, 1),
    subjectDisabled: record.subjectDisabled.slice(0, 1).map((each) => ({ ...each, until: null })),
    applicationDisabled: record.applicationDisabled.slice(0, 1),
    ended: null,
  }
}

beforeEach(async () => {
  await owner.query('alter table policy_version drop constraint if exists policy_version_idle')
  await owner.query('alter table policy_version drop constraint if exists policy_version_absolute')
})

/** Wide cutoffs and the installation's rules concern every case: one at a time. */
async function clear(): Promise<void> {
  for (const table of ['cutoff', 'policy_version']) {
    await owner.query(
      `alter table ${table} disable trigger all; delete from ${table}; alter table ${table} enable trigger all`,
    )
  }
  await owner.query('delete from policy; delete from disabling')
}

/** Stores a case as an application of its own, and returns the token. */
async function store({ record, policies }: Case): Promise<string> {
  const { kind, environment, scopes, notBefore, expiresAt } = record
  const application = await world.application({ environment })
  const subject = await world.subject(application)
  const issued = { kind, scopes, notBefore, expiresAt, at: record.issuedAt }
  const { id, familyId, token } = await world.issue(application, subject, issued)
  await owner.query('update family set signed_in_at = $2 where id = $1', [familyId, iso(record.signedInAt)])
  const [suspension] = record.suspensions
  await owner.query(
    `update credential_live set signed_in_at = $2, last_used_at = $3, overlap_until = $4, successor_id = $5, suspended_from = $6, suspended_until = $7
      where credential_id = $1`,
    [
      ...[id, iso(record.signedInAt), iso(record.lastUsedAt), iso(record.overlapUntil)],
      ...[
        record.overlapUntil === null ? null : randomUUID(),
        iso(suspension?.from ?? null),
        iso(suspension?.until ?? null),
      ],
    ],
  )
  if (suspension !== undefined)
    await owner.query(
      `insert into suspension (id, credential_id, from_at, until_at, actor_type, actor_label) values ($1, $2, $3, $4, 'system', 'test')`,
      [randomUUID(), id, iso(suspension.from), iso(suspension.until)],
    )
  await storeDisablings(record, subject.id, application.id)
  await storeCutoffs(record.cutoffs, subject.id, application.id)
  await storePolicies(policies, kind, application.id)
  return token
}

async function storeDisablings(record: CredentialRecord, subjectId: string, applicationId: string): Promise<void> {
  for (const [type, target, intervals] of [
    ['subject', subjectId, record.subjectDisabled],
    ['application', applicationId, record.applicationDisabled],
  ] as const)
    for (const { from, until } of intervals)
      await owner.query(
        `insert into disabling (id, target_type, target_id, from_at, until_at, actor_type, actor_label) values ($1, $2, $3, $4, $5, 'system', 'test')`,
        [randomUUID(), type, target, iso(from), iso(until)],
      )
}

async function storeCutoffs(
  cutoffs: CredentialRecord['cutoffs'],
  subjectId: string,
  applicationId: string,
): Promise<void> {
  for (const { scope, at } of cutoffs)
    await owner.query(
      `insert into cutoff (id, subject_id, application_id, at, cause, actor_type, actor_label) values ($1, $2, $3, $4, 'unspecified', 'system', 'test')`,
      [randomUUID(), scope === 'subject' ? subjectId : null, scope === 'application' ? applicationId : null, iso(at)],
    )
}

async function storePolicies(policies: readonly PolicyVersion[], kind: string, applicationId: string): Promise<void> {
  for (const { scope, idleSeconds, absoluteSeconds, from } of policies)
    await world.policy(scope === 'application' ? applicationId : null, {
      ...{ kind, from },
      ...(idleSeconds !== null && { idleSeconds }),
      ...(absoluteSeconds !== null && { absoluteSeconds }),
    })
}

/** Where a verdict may change, and one instant more; none before a cutoff, which are set at their own instant. */
function turningPoints(record: CredentialRecord, instant: Instant): Set<Instant> {
  const { suspensions, subjectDisabled, applicationDisabled, cutoffs, notBefore, expiresAt, overlapUntil } = record
  const begun = [...suspensions, ...subjectDisabled, ...applicationDisabled].map(({ from }) => from)
  const given = [...begun, ...cutoffs.map(({ at }) => at), notBefore, expiresAt, overlapUntil, instant]
  return new Set(given.filter((at) => at !== null).filter((now) => cutoffs.every(({ at }) => at <= now)))
}

const expected: Expectation = { ...NO_EXPECTATION, scopes: [] }

/** The verdict as a request gets it, and the one on the full record, at one snapshot. */
async function bothWays(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(api, [presentation])
  const [stored] = await readCredentials(
    api.db,
    snapshot.config,
    eq(credential.selector, presentation.head?.selector ?? ''),
  )
  const full = judgeStored(world.keyring, snapshot, presentation, stored ?? null, expected)
  return { snapshot, stored, full, hot: await judge(api, snapshot, presentation, expected) }
}

describe('the verdict of the hot statement', () => {
  test.for(TRAITS)('is that of the full record where %s decides', async (trait) => {
    await expectAgreement(casesOf(trait), 6)
  })

  test('is that of the full record for any record, policies and instant', async () => {
    await expectAgreement(wildCases, 10)
  })

  async function expectAgreement(cases: fc.Arbitrary<Case>, numRuns: number) {
    const property = fc.asyncProperty(cases, judgingInstants, async (given, instant) => {
      await clear()
      const token = await store(given)
      for (const now of turningPoints(given.record, instant)) {
        await clock.setInstant(now)
        await expectSameVerdict(token)
      }
      await clock.reset()
    })
    await fc.assert(property, { numRuns })
  }

  async function expectSameVerdict(token: string) {
    const { hot, full, snapshot, stored } = await bothWays(token)
    expect(hot.verdict).toEqual(full.verdict)
    expect(full.subject).toMatchObject({ ...hot.subject })
    // The lean record names nobody and keeps one cutoff of a person: it decides alike whether the token is accepted.
    const [row] = snapshot.rows
    const lean = leanly(stored, row === undefined ? null : leanRecord(row, snapshot.config))
    const again = judgeStored(world.keyring, snapshot, present(world.keyring, token), lean, expected)
    expect(again.verdict.active).toBe(full.verdict.active)
  }

  function leanly(stored: Awaited<ReturnType<typeof bothWays>>['stored'], record: CredentialRecord | null) {
    if (stored === undefined || record === null) throw new Error('not stored')
    return { ...stored, record }
  }
})

describe('one snapshot', () => {
  test('answers for a caller and a token together, each with its own row', async () => {
    const [one, other] = [await world.session(world.shop), await world.key(world.shop)]
    const presentations = [one, other].map(({ token }) => present(world.keyring, token))
    const snapshot = await takeSnapshot(api, presentations)
    for (const [place, { id }] of [one, other].entries()) {
      const presentation = presentations[place]
      if (presentation === undefined) throw new Error('unreachable')
      expect((await judge(api, snapshot, presentation)).record?.id).toBe(id)
    }
  })

  test('of requests that arrive at once gives each its own, whoever asks beside it', async () => {
    const sessions = []
    for (let made = 0; made < 6; made += 1) sessions.push(await world.session(world.shop))
    await revokeCredentials(world.administrator, { credentialIds: [sessions[0]?.id ?? ''] })
    const judged = await Promise.all(
      sessions.map(async ({ token }) => {
        const presentation = present(world.keyring, token)
        const snapshot = await takeSnapshot(api, [presentation])
        return { rows: snapshot.rows.length, ...(await judge(api, snapshot, presentation)) }
      }),
    )
    expect(judged.map(({ record }) => record?.id)).toEqual(sessions.map(({ id }) => id))
    expect(judged.map(({ verdict }) => verdict.reason)).toEqual(['revoked', ...Array(5).fill(null)])
    expect(judged.map(({ rows }) => rows)).toEqual([0, 1, 1, 1, 1, 1])
  })

  test('looks up nothing for a token whose tag is not ours: a guess buys no row', async () => {
    const { token } = await world.session(world.shop)
    const foreign = { ...world.keyring, issuerKeys: new Map([['0A', Buffer.alloc(32, 1)]]) }
    expect((await takeSnapshot(api, [present(foreign, token)])).rows).toEqual([])
  })

  test('knows who was disabled before it was taken', async () => {
    const { token, subject } = await world.session(world.shop)
    const reason = async () => {
      const presentation = present(world.keyring, token)
      return (await judge(api, await takeSnapshot(api, [presentation]), presentation)).verdict.reason
    }
    expect(await reason()).toBeNull()
    await world.disable('subject', subject.id)
    expect(await reason()).toBe('subject_disabled')
  })
})

test('a pepper that is missing here is a failure of ours, told by its version, and never a mismatch', async () => {
  const { token } = await world.session(world.shop)
  const keyring: Keyring = { ...world.keyring, peppers: new Map([[2, Buffer.alloc(32, 2)]]), currentPepperVersion: 2 }
  const services = createServices(world.database.api, keyring)
  const presentation = present(keyring, token)
  const { verdict, record } = await judge(services, await takeSnapshot(services, [presentation]), presentation)
  expect(verdict).toMatchObject({ active: false, reason: 'verifier_misconfigured' })
  expect(verdict.checks.find((check) => check.outcome === 'failed')?.evidence).toMatchObject({
    which: 'pepper version 1',
  })
  expect(record).toBeNull()
})
