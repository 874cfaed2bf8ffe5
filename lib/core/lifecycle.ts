import type { Cause, Cutoff, LifecycleRecord } from './credential'
import { DAY, type Instant, intervalAt, SECOND } from './instant'
import type { PolicyVersion } from './policy'
import { catalogueOrder, type Reason } from './reasons'

export const STATES = ['active', 'ending_soon', 'pending', 'in_overlap', 'suspended', 'ended'] as const
/** The word a list shows for a credential. A refused presentation is a verdict, never a state. */
export type State = (typeof STATES)[number]

/** A limit and the instant at which it bites if no further use comes. */
export interface Lapse {
  readonly reason: 'superseded' | 'expired' | 'idle'
  readonly at: Instant
  /** What set the limit; null when the credential itself carries it. */
  readonly policy: PolicyVersion | null
  readonly limitSeconds: number | null
}

/** Something that holds against the credential at the instant judged, and since when. */
export interface Finding {
  readonly reason: Reason
  readonly since: Instant
  readonly cause: Cause | null
  readonly by: string | null
  readonly note: string | null
  readonly lapse: Lapse | null
  readonly cutoff: Cutoff | null
  readonly until: Instant | null
}

export interface Lifecycle {
  readonly state: State
  /** What holds, the deciding one first; empty means nothing of gates C and D stands against it. */
  readonly findings: readonly Finding[]
  /** All limits in force, earliest first. */
  readonly lapses: readonly Lapse[]
  /** The earliest limit still ahead, or null when nothing would end it by itself. */
  readonly endsAt: Instant | null
}

/**
 * Gates C and D: what stands against a credential at `now`, and the state a list shows.
 * Among permanent endings the earliest instant wins, catalogue order breaks ties; conditions that can pass come after.
 * Pure: it never asks whether a sweeper ran. Source: REASONS, "How one reason is chosen".
 */
export function lifecycle(record: LifecycleRecord, policies: readonly PolicyVersion[], now: Instant): Lifecycle {
  const lapses = lapsesOf(record, policies)
  const findings = [...endings(record, lapses, now), ...conditions(record, now)]
  const ahead = lapses.find((lapse) => lapse.at > now) ?? null
  return {
    state: stateOf(record, findings, ahead, now),
    findings,
    lapses,
    endsAt: findings.some(isFinal) ? null : (ahead?.at ?? null),
  }
}

/** Every limit with the earliest instant inside the version that set it, earliest first. */
export function lapsesOf(record: LifecycleRecord, policies: readonly PolicyVersion[]): Lapse[] {
  const own: Lapse[] = []
  if (record.overlapUntil !== null)
    own.push({ reason: 'superseded', at: record.overlapUntil, policy: null, limitSeconds: null })
  if (record.expiresAt !== null) own.push({ reason: 'expired', at: record.expiresAt, policy: null, limitSeconds: null })
  const ruled = policies.flatMap((policy) => [
    ...lapseUnder(policy, 'expired', record.signedInAt, policy.absoluteSeconds),
    ...lapseUnder(policy, 'idle', record.lastUsedAt, policy.idleSeconds),
  ])
  return [...own, ...ruled].sort(
    (a, b) => a.at - b.at || catalogueOrder(a.reason, b.reason) || byText(a.policy?.id, b.policy?.id),
  )
}

/** A version bites from its first instant on and not after its last: loosening never revives, tightening never ends the past. */
function lapseUnder(
  policy: PolicyVersion,
  reason: 'expired' | 'idle',
  base: Instant,
  limitSeconds: number | null,
): Lapse[] {
  if (limitSeconds === null) return []
  const at = Math.max(base + limitSeconds * SECOND, policy.from)
  return policy.until !== null && at >= policy.until ? [] : [{ reason, at, policy, limitSeconds }]
}

function endings(record: LifecycleRecord, lapses: readonly Lapse[], now: Instant): Finding[] {
  const found = [
    ...storedEnding(record, lapses, now),
    ...record.cutoffs.filter((cutoff) => cutsOff(cutoff, record, now)).map(cutoffFinding),
    ...disabled('subject_disabled', record, now),
    ...disabled('application_disabled', record, now),
    ...lapses.filter((lapse) => lapse.at <= now).map(lapseFinding),
  ].sort((a, b) => a.since - b.since || catalogueOrder(a.reason, b.reason) || byText(a.cutoff?.id, b.cutoff?.id))
  return onePerReason(found)
}

/** A swept ending is recomputed, so it is taken from the store only when no limit and no cutoff explains it. */
function storedEnding(record: LifecycleRecord, lapses: readonly Lapse[], now: Instant): Finding[] {
  const ended = record.ended
  if (ended === null || ended.at > now) return []
  if (lapses.some((lapse) => lapse.reason === ended.reason && lapse.at <= ended.at)) return []
  const cut = ended.reason === 'revoked' && ended.cause === 'cutoff'
  if (cut && record.cutoffs.some((cutoff) => cutsOff(cutoff, record, ended.at))) return []
  return [{ ...NOTHING, reason: ended.reason, since: ended.at, cause: ended.cause, by: ended.by, note: ended.note }]
}

/** It ends what signed in up to its own instant, that instant included. */
function cutsOff(cutoff: Cutoff, record: LifecycleRecord, now: Instant): boolean {
  return record.signedInAt <= cutoff.at && cutoff.at <= now
}

function cutoffFinding(cutoff: Cutoff): Finding {
  return { ...NOTHING, reason: 'revoked', since: cutoff.at, cause: 'cutoff', by: cutoff.by, note: cutoff.note, cutoff }
}

function disabled(
  reason: 'subject_disabled' | 'application_disabled',
  record: LifecycleRecord,
  now: Instant,
): Finding[] {
  const interval = intervalAt(reason === 'subject_disabled' ? record.subjectDisabled : record.applicationDisabled, now)
  return interval === null ? [] : [{ ...NOTHING, reason, since: interval.from, by: interval.by, note: interval.note }]
}

function lapseFinding(lapse: Lapse): Finding {
  return { ...NOTHING, reason: lapse.reason, since: lapse.at, lapse }
}

/** Conditions that can pass: they decide only where nothing final does. */
function conditions(record: LifecycleRecord, now: Instant): Finding[] {
  const held = intervalAt(record.suspensions, now)
  const found: Finding[] = []
  if (held !== null)
    found.push({ ...NOTHING, reason: 'suspended', since: held.from, by: held.by, note: held.note, until: held.until })
  if (record.notBefore !== null && now < record.notBefore) {
    found.push({ ...NOTHING, reason: 'not_yet_valid', since: record.issuedAt, until: record.notBefore })
  }
  return found
}

function stateOf(record: LifecycleRecord, findings: readonly Finding[], ahead: Lapse | null, now: Instant): State {
  const first = findings[0]
  if (first !== undefined) return isFinal(first) ? 'ended' : first.reason === 'suspended' ? 'suspended' : 'pending'
  if (record.overlapUntil !== null) return 'in_overlap'
  return ahead !== null && endsSoon(record, ahead, now) ? 'ending_soon' : 'active'
}

/** The last fifth of the limit that will end it, but never more than seven days ahead. */
export function endsSoon(record: LifecycleRecord, ahead: Lapse, now: Instant): boolean {
  const base = ahead.reason === 'idle' ? record.lastUsedAt : record.issuedAt
  return ahead.at - now <= Math.min((ahead.at - base) / 5, 7 * DAY)
}

function isFinal(finding: Finding): boolean {
  return finding.reason !== 'suspended' && finding.reason !== 'not_yet_valid'
}

/** The last tie-breaker: what lists hold in no particular order must not decide by its place. */
function byText(a = '', b = ''): number {
  return a === b ? 0 : a < b ? -1 : 1
}

function onePerReason(findings: readonly Finding[]): Finding[] {
  return findings.filter((finding, index) => findings.findIndex((other) => other.reason === finding.reason) === index)
}

const NOTHING = { cause: null, by: null, note: null, lapse: null, cutoff: null, until: null } as const
