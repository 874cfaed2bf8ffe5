import { HOUR, type Instant, MINUTE } from '@/lib/core/instant'

/** Accepted uses of one credential, with where the last of them came from. */
export interface Use {
  readonly credentialId: string
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
  readonly addresses: readonly string[]
}

/** Addresses and scopes kept of an hour: enough for "from where", bounded for a key under load. */
export const KEPT_MAX = 16

/** A single use as a tally; a tally as it is. */
export function tallyOf(use: Use | UseTally): UseTally {
  if ('minutes' in use) return use
  const { credentialId, at, ip, userAgent, scopes, count } = use
  const minutes = MINUTE_MAPS[Math.floor((at % HOUR) / MINUTE)] ?? ''
  const addresses = ip === null ? [] : [ip]
  return { credentialId, at, ip, userAgent, scopes, count, hour: at - (at % HOUR), minutes, addresses }
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
    at: later.at,
    hour: later.hour,
    ip: later.ip ?? earlier.ip,
    userAgent: later.userAgent ?? earlier.userAgent,
    count: known.count + next.count,
    minutes: known.minutes === next.minutes ? known.minutes : either(known.minutes, next.minutes),
    addresses: union(known.addresses, next.addresses),
    scopes: union(known.scopes, next.scopes),
  }
}

const MINUTE_MAPS = Array.from({ length: 60 }, (_, minute) => '1'.padStart(minute + 1, '0').padEnd(60, '0'))

function either(known: string, next: string): string {
  return [...known].map((bit, minute) => (bit === '1' || next[minute] === '1' ? '1' : '0')).join('')
}

/** A busy key adds the same things thousands of times a second. */
function union(known: readonly string[], next: readonly string[]): readonly string[] {
  return next.every((each) => known.includes(each)) ? known : [...new Set([...known, ...next])].slice(0, KEPT_MAX)
}
