import { type Instant, MINUTE } from './instant'

/** A stretch in which something came far more often than usual. */
export interface Surge {
  readonly from: Instant
  /** Null while it goes on. */
  readonly until: Instant | null
  readonly count: number
  /** How many there would have been at the usual rate. */
  readonly expected: number
}

/** So many above twice the usual, at least: what is usually nothing may come a few times without being news. */
const EXCESS_MIN = 10
/** What was quiet for so many minutes is over. */
const QUIET_MINUTES = 5

/**
 * The stretch that stands out most: the one with the most counts above twice the usual rate, if those are ten or more and the whole time had
 * ten more than usual. `counts` are
 * by the minute from `start` on; the last minute may not be over. Linear in their number (Kadane's maximum subarray).
 */
export function findSurge(counts: readonly number[], start: Instant, usualPerMinute: number): Surge | null {
  const best = densest(counts, 2 * usualPerMinute)
  // A job that is refused once an hour comes all at once: that is its usual.
  if (Math.min(best.excess, sum(counts) - usualPerMinute * counts.length) < EXCESS_MIN) return null
  const count = sum(counts.slice(best.first, best.last + 1))
  const goesOn = best.last >= counts.length - QUIET_MINUTES
  return {
    from: start + best.first * MINUTE,
    until: goesOn ? null : start + (best.last + 1) * MINUTE,
    count,
    expected: usualPerMinute * (best.last - best.first + 1),
  }
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, each) => total + each, 0)
}

function densest(counts: readonly number[], allowed: number) {
  let best = { excess: 0, first: 0, last: -1 }
  let here = { excess: 0, first: 0 }
  for (const [minute, count] of counts.entries()) {
    if (here.excess <= 0) here = { excess: 0, first: minute }
    here = { ...here, excess: here.excess + count - allowed }
    if (here.excess > best.excess) best = { ...here, last: minute }
  }
  return best
}

/** The middle of what was seen before; one bad hour does not become the usual. Null where nothing was seen. */
export function median(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  if (upper === undefined) return null
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[sorted.length / 2 - 1] ?? upper)) / 2
}
