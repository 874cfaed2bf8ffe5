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
  return Math.ceil(about(limit, current, tried) * 1.2)
}

function about(limit: LimitName, current: number | null, tried: number | null): number {
  if (current === null) return tried ?? WITHOUT_LIMIT[limit]
  if (tried === null) return current
  return tried > current * 1.2 || tried * TOO_SMALL < current ? tried : current
}
