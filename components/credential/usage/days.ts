import { DAY, HOUR, type Instant } from '@/lib/core/instant'
import { day } from '@/lib/format/time'
import type { Usage } from '@/lib/services/credentials/read-usage'

/** The uses of one day in the operator's zone. */
export interface DayUses {
  /** "3 May 2026". */
  readonly label: string
  readonly count: number
}

/** Every day from the first instant to the last, those without a use too. An hour belongs to the day it begins in. */
export function daysOf({ hours, from, now }: Pick<Usage, 'hours' | 'from' | 'now'>, zone: string): DayUses[] {
  const counts = new Map<string, number>()
  // Half-day steps meet every day, also the one of 23 hours.
  for (let at: Instant = from; at < now; at += DAY / 2) counts.set(day(at, zone), 0)
  counts.set(day(now, zone), 0)
  for (const { hour, count } of hours) {
    const label = day(hour, zone)
    counts.set(label, (counts.get(label) ?? 0) + count)
  }
  return [...counts].map(([label, count]) => ({ label, count }))
}

/** Every hour from the first to the last, those without a use too, so that silence shows as what it is. */
export function everyHour<T extends { readonly hour: Instant }>(
  hours: readonly T[],
  { from, to }: { readonly from: Instant; readonly to: Instant },
  nothing: (hour: Instant) => T,
): T[] {
  const known = new Map(hours.map((each) => [each.hour, each]))
  const first = from - (from % HOUR)
  const length = Math.floor((to - first) / HOUR) + 1
  return Array.from({ length }, (_, index) => first + index * HOUR).map((hour) => known.get(hour) ?? nothing(hour))
}
