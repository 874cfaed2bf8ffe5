import type { LimitName } from '@/lib/queries/policies'

const HOUR = 3_600
const DAY = 24 * HOUR
const WITHOUT_LIMIT: Readonly<Record<LimitName, number>> = { idleSeconds: DAY, absoluteSeconds: 30 * DAY }

/** A limit shorter than this part of the one in force would hide in the first bars. */
const TOO_SMALL = 20

/**
 * Up to which age the picture goes, in seconds: a fifth beyond the limit it is about, so that this limit falls on an edge
 * (20 of 24 bars) and there is room to drag it further.
 */
export function ageSpan(limit: LimitName, current: number | null, tried: number | null): number {
  // Where nothing limits ages yet, half of the picture shows what lies beyond the limit being tried.
  if (current === null) return tried === null ? WITHOUT_LIMIT[limit] : Math.ceil(tried * 2.4)
  return Math.ceil(about(current, tried) * 1.2)
}

const CROWDED = 0.9
const SPAN_MIN = 600

/** A shorter span where nearly all stand in the first bar and no limit asks for this one; else the same. */
export function spreadSpan(span: number, buckets: readonly { readonly count: number }[]): number {
  const all = buckets.reduce((sum, { count }) => sum + count, 0)
  const first = buckets[0]?.count ?? 0
  return all > 0 && first > all * CROWDED && span > SPAN_MIN ? Math.max(Math.ceil(span / 12), SPAN_MIN) : span
}

function about(current: number, tried: number | null): number {
  if (tried === null) return current
  return tried > current * 1.2 || tried * TOO_SMALL < current ? tried : current
}
