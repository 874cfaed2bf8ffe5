import { duration } from './duration'

export type Precision = 'minute' | 'second' | 'millisecond'

/** "38 s ago", "in 29 min", "just now". Both arguments are epoch milliseconds. */
export function relative(at: number, now: number): string {
  const distance = at - now
  // The page's clock ticks by the second, so what just happened may lie a moment ahead of it.
  if (distance > -1_000 && distance < 2_000) return 'just now'
  return distance < 0 ? `${duration(distance)} ago` : `in ${duration(distance)}`
}

/** "38 s earlier", "29 min later", "at that moment": where something lies from a moment that is not the reader's present. */
export function apart(at: number, moment: number): string {
  const distance = at - moment
  if (Math.abs(distance) < 1_000) return 'at that moment'
  return distance < 0 ? `${duration(distance)} earlier` : `${duration(distance)} later`
}

/** "3 May 2026, 14:23:09" in an IANA zone. `at` is epoch milliseconds. */
export function absolute(at: number, zone: string, precision: Precision = 'second'): string {
  return `${day(at, zone)}, ${timeOfDay(at, zone, precision)}`
}

/** "3 May 2026". */
export function day(at: number, zone: string): string {
  return formatter(zone, { day: 'numeric', month: 'short', year: 'numeric' }).format(at)
}

/** "14:23:09". */
export function timeOfDay(at: number, zone: string, precision: Precision = 'second'): string {
  return formatter(zone, {
    hour: '2-digit',
    minute: '2-digit',
    ...(precision === 'minute' ? {} : { second: '2-digit' }),
    ...(precision === 'millisecond' ? { fractionalSecondDigits: 3 } : {}),
    hourCycle: 'h23',
  }).format(at)
}

/** As short as still exact: "14:23:09" today, "3 May, 14:23" this year, "3 May 2025, 14:23" before. */
export function compact(at: number, now: number, zone: string): string {
  if (day(at, zone) === day(now, zone)) return timeOfDay(at, zone)
  const sameYear = year(at, zone) === year(now, zone)
  const date = sameYear ? formatter(zone, { day: 'numeric', month: 'short' }).format(at) : day(at, zone)
  return `${date}, ${timeOfDay(at, zone, 'minute')}`
}

/** RFC 3339 with milliseconds, for `dateTime` attributes and copying. */
export function machine(at: number): string {
  return new Date(at).toISOString()
}

function year(at: number, zone: string): string {
  return formatter(zone, { year: 'numeric' }).format(at)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

// Making a formatter costs about 50 µs, formatting 1 µs; a list formats hundreds.
function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const name = `${zone} ${JSON.stringify(options)}`
  const known = formatters.get(name)
  if (known) return known
  const made = new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options })
  formatters.set(name, made)
  return made
}
