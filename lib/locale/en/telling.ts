import type { Cause, Kind } from '@/lib/core/credential'
import { type Instant, SECOND } from '@/lib/core/instant'
import type { Evidence } from '@/lib/core/verdict'
import { exactDuration } from '@/lib/format/duration'
import { absolute, apart, day, relative } from '@/lib/format/time'
import { KIND_TEXTS, type KindText, TOKEN_TEXT } from './kinds'
import { lengthInWords } from './lengths'

/** For whom and about what a verdict is told. Names are null where nothing was matched or may not be shown. */
export interface TellingContext {
  /** Relative times count from here. */
  readonly judgedAt: Instant
  /** Whether `judgedAt` is the reader's present: what happened lies "6 min ago" from it, and "6 min earlier" from any other moment. */
  readonly isNow: boolean
  /** An IANA zone: the operator's, or `UTC` where a machine asks. */
  readonly zone: string
  readonly kind: Kind | null
  readonly subjectName: string | null
  readonly applicationName: string | null
  /** Names for actors that the evidence knows by id only. */
  readonly actorNames?: Readonly<Record<string, string>>
}

/** What a sentence may draw on: the evidence of one check, since when it holds, and for whom it is told. */
export interface Telling {
  readonly evidence: Evidence
  readonly since: Instant | null
  readonly cause: Cause | null
  readonly context: TellingContext
}

/** A text, fixed or filled in from the evidence. */
export type Line = string | ((telling: Telling) => string)

export function say(line: Line, telling: Telling): string {
  return typeof line === 'string' ? line : line(telling)
}

export function text({ evidence }: Telling, name: string): string | null {
  const value = evidence[name]
  return typeof value === 'string' && value !== '' ? value : null
}

export function amount({ evidence }: Telling, name: string): number | null {
  const value = evidence[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export function list({ evidence }: Telling, name: string): readonly string[] {
  const value = evidence[name]
  return Array.isArray(value) ? value : []
}

export function what({ context }: Telling): KindText {
  return context.kind === null ? TOKEN_TEXT : KIND_TEXTS[context.kind]
}

/** The part, or nothing where the evidence lacks what it would say. */
export function given<T>(value: T | null, part: (value: T) => string): string {
  return value === null ? '' : part(value)
}

/** "3 May 2026, 14:02:16", with the zone named where nobody chose it. */
export function instant(at: Instant, { zone }: TellingContext): string {
  return zone === 'UTC' ? `${absolute(at, zone)} UTC` : absolute(at, zone)
}

/** "12 min ago", "in 2 h"; seen from a moment that is not now, "12 min earlier", "2 h later". */
export function away(at: Instant, { judgedAt, isNow }: TellingContext): string {
  return isNow ? relative(at, judgedAt) : apart(at, judgedAt)
}

/** "12 min ago (3 May 2026, 14:02:16)". */
export function when(at: Instant, context: TellingContext): string {
  return `${away(at, context)} (${instant(at, context)})`
}

/** "12 minutes ago", "in 2 hours": for a sentence. */
export function awayInWords(at: Instant, context: TellingContext): string {
  return lengthInWords(away(at, context))
}

/** " by Dana Ortiz", or nothing where nobody is known. */
export function byActor(telling: Telling, name = 'by'): string {
  return given(text(telling, name), (actor) => ` by ${telling.context.actorNames?.[actor] ?? actor}`)
}

/** " The note says “ticket 4711”.", or nothing. */
export function noteSentence(telling: Telling): string {
  return given(text(telling, 'note'), (note) => ` The note says “${note}”.`)
}

/** "Limit from Storefront · Web sessions, version 4, set by Dana Ortiz on 3 May 2026.", or nothing. */
export function policySentence(telling: Telling): string {
  return given(policyWords(telling, ', version '), (policy) => ` Limit from ${policy}.`)
}

/** "Web sessions v4, set by Dana Ortiz on 3 May 2026": the version that set a limit; null when none did. */
export function policyWords(telling: Telling, version = ' v'): string | null {
  const { context } = telling
  const name = text(telling, 'policyName')
  if (name === null) return null
  const scope = text(telling, 'policyScope') === 'installation' ? 'Installation' : context.applicationName
  const setAt = given(amount(telling, 'setAt'), (at) => ` on ${day(at, context.zone)}`)
  const set = setAt === '' ? '' : `, set${byActor(telling, 'setBy')}${setAt}`
  return `${given(scope, (place) => `${place} · `)}${name}${given(amount(telling, 'policyVersion'), (v) => version + v)}${set}`
}

/** "30 minutes": the limit of the evidence in words. */
export function limitWords(telling: Telling): string | null {
  const limit = limitMilliseconds(telling)
  return limit === null ? null : lengthInWords(exactDuration(limit))
}

export function limitMilliseconds(telling: Telling): number | null {
  const seconds = amount(telling, 'limitSeconds')
  return seconds === null ? null : seconds * SECOND
}
