import { absolute } from './time'

/** Epoch milliseconds, `from` inclusive, `to` exclusive; 'never' asks for rows where it did not happen. */
export type TimeRange = { from: number | null; to: number | null } | 'never'

const UNIT = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const WORD = { m: ['minute', 'minutes'], h: ['hour', 'hours'], d: ['day', 'days'] } as const

/**
 * Reads the value of a time filter as it stands in the URL; null when it is none.
 * `last-24h` the last 24 hours · `before-45d` more than 45 days ago · `next-1h` within the next hour · `never` ·
 * `<RFC 3339>..<RFC 3339>` with either side open.
 */
export function parseTimeRange(value: string, now: number): TimeRange | null {
  if (value === 'never') return 'never'
  const step = relativeStep(value)
  if (step) return relativeRange(step, now)
  return explicitRange(value)
}

/** The value as it reads after a verb: "in the last hour", "more than 45 days ago", "never". */
export function timeRangeWords(value: string, zone: string): string {
  if (value === 'never') return 'never'
  const step = relativeStep(value)
  if (step) return relativeWords(step)
  const range = explicitRange(value)
  if (range === null || range === 'never') return value
  const from = range.from === null ? '' : `from ${absolute(range.from, zone, 'minute')}`
  const to = range.to === null ? '' : `to ${absolute(range.to, zone, 'minute')}`
  return `${from} ${to}`.trim()
}

type Step = { direction: 'last' | 'before' | 'next'; amount: number; unit: keyof typeof UNIT }

function relativeStep(value: string): Step | null {
  const match = /^(last|before|next)-([1-9]\d{0,4})([mhd])$/.exec(value)
  if (!match) return null
  const [, direction, amount, unit] = match
  return { direction: direction as Step['direction'], amount: Number(amount), unit: unit as Step['unit'] }
}

function relativeRange({ direction, amount, unit }: Step, now: number): TimeRange {
  const distance = amount * UNIT[unit]
  if (direction === 'last') return { from: now - distance, to: null }
  if (direction === 'before') return { from: null, to: now - distance }
  return { from: now, to: now + distance }
}

function relativeWords({ direction, amount, unit }: Step): string {
  const [one, many] = WORD[unit]
  const length = amount === 1 ? one : `${amount} ${many}`
  if (direction === 'last') return `in the last ${length}`
  if (direction === 'next') return `in the next ${length}`
  return `more than ${amount} ${amount === 1 ? one : many} ago`
}

function explicitRange(value: string): TimeRange | null {
  const [from = '', to, ...rest] = value.split('..')
  if (to === undefined || rest.length > 0 || (from === '' && to === '')) return null
  const range = { from: instant(from), to: instant(to) }
  return Number.isNaN(range.from) || Number.isNaN(range.to) ? null : range
}

// NaN for what is no RFC 3339 time with a zone, null for an open side.
function instant(text: string): number | null {
  if (text === '') return null
  const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/
  return shape.test(text) ? Date.parse(text) : Number.NaN
}
