import type { Instant } from '@/lib/core/instant'

const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** "30 minutes", "1 Stunde 30 Minuten": a length in whole units of the language, smaller ones only where they count. */
export function lengthWords(seconds: number, tag: string): string {
  let rest = Math.max(0, Math.ceil(seconds))
  const parts = UNITS.flatMap(([unit, size]) => {
    const amount = Math.floor(rest / size)
    rest -= amount * size
    return amount === 0 ? [] : [new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(amount)]
  })
  return (
    parts.slice(0, 2).join(' ') ||
    new Intl.NumberFormat(tag, { style: 'unit', unit: 'second', unitDisplay: 'long' }).format(0)
  )
}

/** "3 May 2026 at 14:02 CEST": with its zone, because the reader did not choose one. */
export function instantWords(at: Instant, tag: string, zone: string): string {
  const day = new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: zone }).format(at)
  const time = new Intl.DateTimeFormat(tag, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
    timeZoneName: 'short',
  }).format(at)
  return `${day}, ${time}`
}

/** "a, b and c". */
export function listWords(items: readonly string[], tag: string): string {
  return new Intl.ListFormat(tag).format(items)
}
