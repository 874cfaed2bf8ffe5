import { and, desc, eq, gte, inArray, lte, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { credentialLive } from '@/db/schema/credential-live'
import { refusal } from '@/db/schema/refusal'
import { subject } from '@/db/schema/subject'
import { entry } from '@/lib/audit/entry'
import { MINUTE } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import { deviceOf } from '@/lib/format/device'
import { command, type WriteArguments } from '../command'
import type { Config } from '../config-cache'
import { applicationNameOf, recordedVerdict } from '../explain-request'
import { InstantInput } from '../input-parts'
import { COUNT_MAX, type HonestCount, honestCount } from '../keyset'
import { requireOpenNetwork } from '../masked-search'
import { type Veil, veiled, veilOf } from '../masking'
import { OWNING, type RefusalRow, withoutForeign } from '../out-of-reach'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'
import { byLikelihood } from './likely'
import type { Stretch, ToldCandidate } from './moment-lives'
import { requestsWithin, type Within } from './requests-within'
import type { Imitated, PersonThere, SourceExplanation, SourceRefusal } from './source'

export const SourceInput = z.strictObject({
  /** An address or a network: as reported for the end user, or the caller's own. */
  address: z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], 'Write it like 203.0.113.7 or 203.0.113.0/24.'),
  at: InstantInput,
  withinMinutes: z.number().int().min(1).max(1_440).default(30),
})

type Arguments = WriteArguments<z.output<typeof SourceInput>>

const REFUSALS_MAX = 200
const LISTED_MAX = 8
const LIKELY_MAX = 3

/**
 * What was refused from one source around a moment: malformed, mistyped, forged and unknown tokens are nobody's, so they are
 * found by where and when they came. Observing is not using; the read is entered.
 */
export const explainSource = command({
  permission: 'tokens.explain',
  input: SourceInput,
  async run(args: Arguments) {
    const found = await readSource(args)
    const target = { targetType: 'installation', targetId: null } as const
    const [first] = found.likely
    const detail = { by: 'source', credentialId: null, reason: first?.verdict.reason ?? null, at: found.at } as const
    return { result: found, entries: [entry('token.explained', target, detail)] }
  },
})

async function readSource({ tx, now, input, reach, actor, services }: Arguments): Promise<SourceExplanation> {
  const config = await services.config.within(tx)
  const at = Math.min(input.at, now)
  const reachOut = input.withinMinutes * MINUTE
  const veil = await veilOf(tx, actor, now)
  requireOpenNetwork({ veil, reach }, input.address, '/address')
  const stretch = { at, from: at - reachOut, until: Math.min(at + reachOut, now), now }
  const rows = await rowsFrom({ tx, reach }, config, input.address, stretch)
  const seen = await within(tx, rows.slice(0, REFUSALS_MAX), stretch)
  return {
    address: input.address,
    ...{ at, from: stretch.from, until: stretch.until, now },
    likely: byLikelihood(
      seen.map((each) => toCandidate(each, config, veil)),
      at,
    )
      .slice(0, LIKELY_MAX)
      .map(({ told }) => told),
    count: sum(seen),
    reasons: tally(seen, ({ row }) => row.reason).map(([reason, count]) => ({ reason, count })),
    applications: tally(seen, ({ row }) => applicationNameOf(row.applicationId, config)).map(([name]) => name),
    devices: tally(seen, ({ row }) => deviceOf(row.userAgent)?.exact ?? null).map(([device]) => device),
    imitated: veiled(veil, NOBODY_IN_PARTICULAR, await imitatedBy(tx, config, reach, seen)),
    people: veiled(veil, NOBODY_IN_PARTICULAR, peopleOf(seen)),
    accepted: await acceptedFrom(tx, input.address, reach),
    refusals: seen.map((each) => veiled(veil, each.row, toRefusal(each, config))),
    more: rows.length > REFUSALS_MAX,
  }
}

/** Names alone are shown; where somebody has none, the id that stands for it may be their mail. */
const NOBODY_IN_PARTICULAR = { subjectId: null, applicationId: null }

interface Owned {
  readonly row: RefusalRow
  readonly owner: string | null
}

interface Seen extends Owned {
  readonly part: Within
}

async function rowsFrom(
  { tx, reach }: Pick<Arguments, 'tx' | 'reach'>,
  config: Config,
  address: string,
  { from, until }: Stretch,
): Promise<Owned[]> {
  const there = or(sql`${refusal.ip} <<= ${address}::inet`, sql`${refusal.callerIp} <<= ${address}::inet`)
  const overlaps = and(gte(refusal.lastAt, from), lte(refusal.firstAt, until))
  const rows = await tx
    .select({
      row: refusal,
      owningApplicationId: OWNING.applicationId,
      name: subject.name,
      externalId: subject.externalId,
    })
    .from(refusal)
    .leftJoin(credential, OWNING.on)
    .leftJoin(subject, eq(subject.id, refusal.subjectId))
    .where(and(overlaps, there, withinReach(reach, refusal.applicationId)))
    .orderBy(desc(refusal.lastAt))
    .limit(REFUSALS_MAX + 1)
  return rows.map(({ name, externalId, ...each }) => {
    const row = withoutForeign(each, reach, config)
    return { row, owner: row.subjectId === null ? null : (name ?? externalId) }
  })
}

async function within(db: Reader, rows: readonly Owned[], stretch: Stretch): Promise<Seen[]> {
  const ids = rows.map(({ row }) => row.id)
  const parts = await requestsWithin(db, ids, stretch)
  return rows.flatMap((each) => {
    const part = parts.get(each.row.id)
    return part === undefined ? [] : [{ ...each, part }]
  })
}

function toCandidate({ row, part }: Seen, config: Config, veil: Veil): ToldCandidate {
  const { reason, cause, credentialId, kind } = row
  const { nearestAt: at, requestId, firstAt: from, lastAt: until } = part
  const applicationName = applicationNameOf(row.applicationId, config)
  const verdict = recordedVerdict(row, at, config)
  const told = { type: 'refused', at, verdict, kind, applicationName, requestId, credentialId } as const
  return { type: 'refused', from, until, reason, cause, credentialId, told: veiled(veil, row, told) }
}

function toRefusal({ row, owner, part }: Seen, config: Config): SourceRefusal {
  const { id, reason, kind, ip, callerIp } = row
  return {
    ...{ id, reason, kind, ip, callerIp, ownerName: owner },
    ...{ at: part.firstAt, until: part.lastAt, count: part.count, requestId: part.requestId },
    applicationName: applicationNameOf(row.applicationId, config),
    device: deviceOf(row.userAgent)?.exact ?? null,
  }
}

function sum(seen: readonly Seen[]): number {
  return seen.reduce((total, { part }) => total + part.count, 0)
}

/** What there is most of, first. */
function tally<K extends string>(seen: readonly Seen[], keyOf: (each: Seen) => K | null): [K, number][] {
  const counts = new Map<K, number>()
  for (const each of seen) {
    const key = keyOf(each)
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + each.part.count)
  }
  return [...counts].sort(([, a], [, b]) => b - a).slice(0, LISTED_MAX)
}

/** Whose refused tokens came from there; a token that only imitates one is not its owner's. */
function peopleOf(seen: readonly Seen[]): PersonThere[] {
  const theirs = seen.filter(({ row }) => row.reason !== 'tampered')
  const names = new Map(theirs.map(({ row, owner }) => [row.subjectId, owner]))
  return tally(theirs, ({ row }) => row.subjectId).map(([id, count]) => ({ id, name: names.get(id) ?? id, count }))
}

async function imitatedBy(db: Reader, config: Config, reach: Reach, seen: readonly Seen[]): Promise<Imitated[]> {
  const guesses = seen.filter(({ row }) => row.reason === 'tampered')
  const counts = new Map(tally(guesses, ({ row }) => row.credentialId))
  if (counts.size === 0) return []
  const rows = await db
    .select({ credential, owner: subject.name, externalId: subject.externalId })
    .from(credential)
    .innerJoin(subject, eq(subject.id, credential.subjectId))
    .where(and(inArray(credential.id, [...counts.keys()]), withinReach(reach, credential.applicationId)))
  return rows.map(({ credential: { id, kind, name, applicationId }, owner, externalId }) => ({
    ...{ credentialId: id, kind, name, ownerName: owner ?? externalId },
    applicationName: applicationNameOf(applicationId, config),
    count: counts.get(id) ?? 0,
  }))
}

async function acceptedFrom(db: Reader, address: string, reach: Reach): Promise<HonestCount> {
  const matching = db
    .select({ one: sql`1`.as('one') })
    .from(credentialLive)
    .where(
      and(sql`${credentialLive.lastUsedIp} <<= ${address}::inet`, withinReach(reach, credentialLive.applicationId)),
    )
    .limit(COUNT_MAX + 1)
    .as('matching')
  const [row] = await db.select({ count: sql<number>`count(*)::float8` }).from(matching)
  return honestCount(row?.count ?? 0)
}
