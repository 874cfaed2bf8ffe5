import { DAY, HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import { compact, day, timeOfDay } from '@/lib/format/time'

/** A time as short as the length of what is looked at allows: "14:02:16", "3 May, 14:02", "3 May 2026". */
export function stamp(at: Instant, length: number, now: Instant, zone: string): string {
  if (length > 60 * DAY) return day(at, zone)
  if (length > 36 * HOUR && day(at, zone) !== day(now, zone)) return compact(at, now, zone)
  return timeOfDay(at, zone, length > 4 * HOUR ? 'minute' : 'second')
}

/** "3 May 2026, 12:05 to 14:24", the second date only when it is another day, no times over weeks. */
export function rangeWords(from: Instant, until: Instant, zone: string): string {
  if (until - from > 7 * DAY) return `${day(from, zone)} to ${day(until, zone)}`
  const precision = until - from < 30 * MINUTE ? 'second' : 'minute'
  const start = `${day(from, zone)}, ${timeOfDay(from, zone, precision)}`
  const end = timeOfDay(until, zone, precision)
  return day(from, zone) === day(until, zone) ? `${start} to ${end}` : `${start} to ${day(until, zone)}, ${end}`
}

/** An instant to the second; the day is left out when it is today's: "14:03:22", "2 May, 14:03:22". */
export function instantWords(at: Instant, now: Instant, zone: string): string {
  const time = timeOfDay(at, zone)
  return day(at, zone) === day(now, zone) ? time : `${compact(at, now, zone).split(',')[0]}, ${time}`
}
