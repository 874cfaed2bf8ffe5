import type { Cutoff } from '@/lib/core/credential'
import { HOUR, type Instant, type Interval, MINUTE, SECOND } from '@/lib/core/instant'
import type { Lapse } from '@/lib/core/lifecycle'
import { idleSecondsAt, type PolicyVersion } from '@/lib/core/policy'
import { lastUseBefore, type RefusalMark, type UseMinute } from './marks'
import { type TimeWindow, within } from './scale'

/** Everything the lifeline draws. Plain data, so that a server may hand it to the browser. */
export interface LifelineData {
  readonly issuedAt: Instant
  /** The family's sign-in; before `issuedAt` when the credential was renewed. */
  readonly signedInAt: Instant
  /** Set when it may not be used before then. */
  readonly notBefore: Instant | null
  readonly lastUsedAt: Instant | null
  readonly lapses: readonly Lapse[]
  /** The ending that counts, as `lifecycle` finds it; `word` names its reason. */
  readonly ended: { readonly at: Instant; readonly word: string } | null
  readonly suspensions: readonly Interval[]
  /** When the successor was issued, and until when this one is accepted beside it. */
  readonly overlapFrom: Instant | null
  readonly overlapUntil: Instant | null
  /** Sorted by minute. */
  readonly uses: readonly UseMinute[]
  readonly refusals: readonly RefusalMark[]
  readonly policyFlags: readonly { readonly at: Instant; readonly label: string }[]
  readonly cutoffs: readonly Cutoff[]
  /** Versions that ever applied, for the idle limit at a past instant. */
  readonly policies: readonly PolicyVersion[]
  readonly now: Instant
}

export type Phase = 'family' | 'pending' | 'lived' | 'idle' | 'ahead' | 'open' | 'ended'

/** A part of the bar. `open` is the life of what has no end. */
export interface Segment extends TimeWindow {
  readonly phase: Phase
}

/** Of several rules that set the same limit only the strictest will ever bite. */
const LIMITS = ['superseded', 'expired', 'idle'] as const

/** The whole time the overview shows: the life, what was presented after it, and some air. */
export function boundsOf(data: LifelineData, at: Instant): TimeWindow {
  const from = Math.min(data.signedInAt, data.issuedAt, at)
  const known = [
    data.issuedAt,
    data.now,
    at,
    data.overlapUntil ?? from,
    data.ended?.at ?? from,
    ...LIMITS.flatMap((reason) => lapseOf(data, reason)?.at ?? []),
    ...data.refusals.map((refusal) => refusal.at),
  ]
  const last = Math.max(...known)
  const length = Math.max(last - from, MINUTE)
  return { from: Math.round(from - length * 0.02), until: Math.round(last + length * (isOpen(data) ? 0.12 : 0.03)) }
}

/** Nothing would end it by itself. */
export function isOpen(data: LifelineData): boolean {
  return data.ended === null && data.lapses.length === 0
}

export function lapseOf(data: LifelineData, reason: Lapse['reason']): Lapse | null {
  return data.lapses.find((lapse) => lapse.reason === reason) ?? null
}

/** The bar from issue to the edge of `bounds`, without gaps and without overlaps. */
export function segmentsOf(data: LifelineData, bounds: TimeWindow): Segment[] {
  const end = data.ended?.at ?? Number.POSITIVE_INFINITY
  const edges: Segment[] = []
  let from = data.issuedAt
  const reach = (phase: Phase, until: Instant) => {
    const stop = Math.min(until, end, bounds.until)
    if (stop <= from) return
    edges.push({ phase, from, until: stop })
    from = stop
  }
  if (data.signedInAt < data.issuedAt) edges.push({ phase: 'family', from: data.signedInAt, until: data.issuedAt })
  reach('pending', data.notBefore ?? from)
  const idle = lapseOf(data, 'idle')
  reach('lived', idle === null ? data.now : (data.lastUsedAt ?? from))
  if (idle !== null) reach('idle', idle.at)
  const last = lapseOf(data, 'expired') ?? lapseOf(data, 'superseded')
  if (last !== null) reach('ahead', last.at)
  else reach('open', bounds.until)
  if (data.ended !== null) edges.push({ phase: 'ended', from: Math.max(from, end), until: bounds.until })
  return edges.filter((segment) => segment.until > segment.from)
}

/**
 * The idle window as it stood at `at`, when that is before the last use: it slides with each use.
 * Uses are known to the minute, so the window begins with that minute.
 */
export function slidingWindow(data: LifelineData, at: Instant): TimeWindow | null {
  if (at < data.issuedAt || at >= (data.lastUsedAt ?? data.issuedAt)) return null
  const seconds = idleSecondsAt(data.policies, at) ?? lapseOf(data, 'idle')?.limitSeconds ?? null
  if (seconds === null) return null
  const from = Math.max(lastUseBefore(data.uses, at) ?? data.issuedAt, data.issuedAt)
  return { from, until: from + seconds * SECOND }
}

/** Where the story is: the instant judged and the ending nearest to it, in units of the limit that matters. */
export function firstWindow(data: LifelineData, at: Instant, bounds: TimeWindow): TimeWindow {
  const life = bounds.until - bounds.from
  const unit = Math.min(unitOf(data, life), life / 5)
  const turn = data.ended?.at ?? lapseOf(data, 'idle')?.at ?? data.overlapUntil ?? at
  const near = Math.abs(turn - at) <= unit * 8 ? turn : at
  return within({ from: Math.min(at, near) - unit * 3.4, until: Math.max(at, near) + unit * 0.8 }, bounds)
}

function unitOf(data: LifelineData, life: number): number {
  const idle = lapseOf(data, 'idle')?.limitSeconds
  if (idle !== null && idle !== undefined) return idle * SECOND
  if (data.overlapFrom !== null && data.overlapUntil !== null) return data.overlapUntil - data.overlapFrom
  return Math.max(life / 20, Math.min(HOUR, life))
}

export type EventKind =
  | 'signed_in'
  | 'issued'
  | 'start'
  | 'last_use'
  | 'idle'
  | 'expired'
  | 'overlap'
  | 'ended'
  | 'suspended'
  | 'resumed'
  | 'refusal'
  | 'policy'
  | 'cutoff'
  | 'now'

/** Something that happened, or that a limit will make happen, at an instant worth stopping at. */
export interface LifeEvent {
  readonly kind: EventKind
  readonly at: Instant
  readonly words: string
}

/** Every event in the order of time; the line snaps to them, page keys walk them, screen readers read them. */
export function eventsOf(data: LifelineData): LifeEvent[] {
  const events: LifeEvent[] = [
    ...(data.signedInAt < data.issuedAt ? [event('signed_in', data.signedInAt, 'signed in')] : []),
    event('issued', data.issuedAt, 'issued'),
    ...optional('start', data.notBefore, 'valid from'),
    ...optional('last_use', data.lastUsedAt, 'last use'),
    ...data.lapses
      .filter((lapse) => isAhead(data, lapse))
      .map((lapse) => event(KIND[lapse.reason], lapse.at, WORDS[lapse.reason])),
    ...(data.ended === null ? [] : [event('ended', data.ended.at, `ended: ${data.ended.word}`)]),
    ...data.suspensions.flatMap(({ from, until, by }) => [
      event('suspended', from, by === null ? 'suspended' : `suspended by ${by}`),
      ...optional('resumed', until, 'resumed'),
    ]),
    ...optional('overlap', data.overlapFrom, 'successor issued'),
    ...data.refusals.map(({ at, reason, count }) =>
      event('refusal', at, count === 1 ? `refused: ${reason}` : `refused ${count} times: ${reason}`),
    ),
    ...data.policyFlags.map(({ at, label }) => event('policy', at, label)),
    ...data.cutoffs.map(({ at, scope }) => event('cutoff', at, `cutoff for the ${SCOPE[scope]}`)),
    event('now', data.now, 'now'),
  ]
  return events.sort((a, b) => a.at - b.at)
}

const KIND = { idle: 'idle', expired: 'expired', superseded: 'overlap' } as const
const WORDS = { idle: 'idle limit', expired: 'absolute end', superseded: 'overlap ends' } as const
const SCOPE = { subject: 'person', application: 'application', installation: 'installation' } as const

// A limit after the ending never bit; only the absolute end is still worth seeing, as the life it might have had.
function isAhead(data: LifelineData, lapse: Lapse): boolean {
  return data.ended === null || lapse.reason === 'expired' || lapse.at < data.ended.at
}

function optional(kind: EventKind, at: Instant | null, words: string): LifeEvent[] {
  return at === null ? [] : [event(kind, at, words)]
}

function event(kind: EventKind, at: Instant, words: string): LifeEvent {
  return { kind, at, words }
}
