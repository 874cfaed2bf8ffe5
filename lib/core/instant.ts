/** A moment in epoch milliseconds. The database's clock produces it; the core only compares it. */
export type Instant = number

/** A stretch of time, closed at `from`, open at `until`; `until` null means it still lasts. */
export interface Interval {
  readonly from: Instant
  readonly until: Instant | null
  /** Who opened it, as a name an operator may read. */
  readonly by: string | null
  readonly note: string | null
}

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** The interval that covers `at`, or null; of several the one that began first. A boundary belongs to what it opens. */
export function intervalAt(intervals: readonly Interval[], at: Instant): Interval | null {
  const covering = intervals.filter(({ from, until }) => from <= at && (until === null || at < until))
  return covering.reduce<Interval | null>((first, each) => (first === null || begins(each, first) ? each : first), null)
}

/** Of two that begin together the longer one counts. */
function begins(a: Interval, b: Interval): boolean {
  return a.from < b.from || (a.from === b.from && (a.until ?? Infinity) > (b.until ?? Infinity))
}
