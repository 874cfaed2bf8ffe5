import type { Kind } from '@/lib/core/credential'
import { HOUR, type Instant, MINUTE } from '@/lib/core/instant'

/** Accepted uses of one credential, with where the last of them came from. */
export interface Use {
  readonly credentialId: string
  readonly kind: Kind
  readonly at: Instant
  readonly ip: string | null
  readonly userAgent: string | null
  readonly scopes: readonly string[]
  readonly count: number
}

/** The uses of one credential within one hour, as one row keeps them. */
export interface UseTally extends Use {
  readonly hour: Instant
  /** Sixty characters of 0 and 1, one a minute. */
  readonly minutes: string
  readonly addresses: Counts
  readonly scopeUses: Counts
  /** Of keys only: a session is of one device. */
  readonly userAgents: readonly string[]
}

/** How often each was seen, in the order they were first seen. */
export type Counts = ReadonlyMap<string, number>

/** Addresses and scopes kept of an hour: enough for "from where", bounded for a key under load. */
export const KEPT_MAX = 20
export const AGENTS_KEPT_MAX = 8
const AGENT_LENGTH_MAX = 200

/** A single use as a tally; a tally as it is. */
export function tallyOf(use: Use | UseTally): UseTally {
  if ('minutes' in use) return use
  const { credentialId, kind, at, ip, userAgent, scopes, count } = use
  return {
    credentialId,
    kind,
    at,
    hour: at - (at % HOUR),
    ip,
    userAgent,
    scopes,
    count,
    minutes: MINUTE_MAPS[Math.floor((at % HOUR) / MINUTE)] ?? '',
    addresses: ip === null ? NONE : new Map([[ip, count]]),
    scopeUses: scopes.length === 0 ? NONE : new Map(scopes.map((scope) => [scope, count])),
    userAgents: userAgent === null || kind !== 'api_key' ? [] : [userAgent.slice(0, AGENT_LENGTH_MAX)],
  }
}

/** Tallies with the same key are of one row. */
export function tallyKey({ credentialId, hour }: UseTally): string {
  return `${credentialId} ${hour}`
}

/** Two tallies of one row as one: counts add up, and what the last use says of its source stands. */
export function joinTallies(known: UseTally, next: UseTally): UseTally {
  const [earlier, later] = next.at >= known.at ? [known, next] : [next, known]
  return {
    credentialId: later.credentialId,
    kind: later.kind,
    at: later.at,
    hour: later.hour,
    ip: later.ip ?? earlier.ip,
    userAgent: later.userAgent ?? earlier.userAgent,
    count: known.count + next.count,
    minutes: known.minutes === next.minutes ? known.minutes : either(known.minutes, next.minutes),
    scopes: later.scopes,
    addresses: sum(known.addresses, next.addresses),
    scopeUses: sum(known.scopeUses, next.scopeUses),
    userAgents: union(known.userAgents, next.userAgents),
  }
}

const NONE: Counts = new Map()

const MINUTE_MAPS = Array.from({ length: 60 }, (_, minute) => '1'.padStart(minute + 1, '0').padEnd(60, '0'))

function either(known: string, next: string): string {
  return [...known].map((bit, minute) => (bit === '1' || next[minute] === '1' ? '1' : '0')).join('')
}

/** Whoever is kept is counted exactly; who comes when the places are taken is one of the others, for this hour. */
function sum(known: Counts, next: Counts): Counts {
  if (next.size === 0) return known
  const all = new Map(known)
  for (const [value, count] of next) {
    const before = all.get(value)
    if (before !== undefined || all.size < KEPT_MAX) all.set(value, (before ?? 0) + count)
  }
  return all
}

/** A busy key adds the same things thousands of times a second. */
function union(known: readonly string[], next: readonly string[]): readonly string[] {
  return next.every((each) => known.includes(each))
    ? known
    : [...new Set([...known, ...next])].slice(0, AGENTS_KEPT_MAX)
}
