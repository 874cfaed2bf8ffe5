import { textWidth } from '@/components/chart/labels'
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import { type Scale, span, xOf } from './scale'

export interface Tick {
  readonly at: Instant
  readonly x: number
  /** Null for a tick whose label would leave the picture or touch another. */
  readonly label: string | null
}

type Step = { readonly unit: 'time'; readonly length: number } | { readonly unit: 'month'; readonly count: number }

const SECONDS = [1, 2, 5, 10, 15, 30].map((count) => count * SECOND)
const MINUTES = [1, 2, 5, 10, 15, 30].map((count) => count * MINUTE)
const HOURS = [1, 2, 3, 6, 12].map((count) => count * HOUR)
const DAYS = [1, 2, 7, 14].map((count) => count * DAY)
const STEPS: readonly Step[] = [
  ...[...SECONDS, ...MINUTES, ...HOURS, ...DAYS].map((length) => ({ unit: 'time', length }) as const),
  ...[1, 2, 3, 6, 12, 24, 60, 120].map((count) => ({ unit: 'month', count }) as const),
]
const LABEL_GAP = 18
/** 1970-01-05, a Monday: weekly ticks stand on Mondays, and every shorter step divides the day anyway. */
const MONDAY = 4 * DAY

/** Ticks at round times of the zone's wall clock, the finest step whose labels keep apart. */
export function ticksOf(scale: Scale, zone: string): Tick[] {
  const step = stepFor(scale)
  const instants = step.unit === 'time' ? timeTicks(scale, step.length, zone) : monthTicks(scale, step.count, zone)
  return labelled(instants, step, scale, zone)
}

function stepFor(scale: Scale): Step {
  const perMillisecond = (scale.right - scale.left) / span(scale)
  const fits = (step: Step) => shortest(step) * perMillisecond >= textWidth(widest(step)) + LABEL_GAP
  return STEPS.find(fits) ?? { unit: 'month', count: 1200 }
}

function shortest(step: Step): number {
  return step.unit === 'time' ? step.length : step.count * 28 * DAY
}

function widest(step: Step): string {
  if (step.unit === 'month') return step.count < 12 ? 'May' : '2026'
  if (step.length >= DAY) return '30 May'
  return step.length < MINUTE ? '00:00:00' : '30 May'
}

function timeTicks({ from, until }: Scale, length: number, zone: string): Instant[] {
  const found: Instant[] = []
  const first = Math.floor((wallClock(from, zone) - MONDAY) / length) * length + MONDAY
  const last = wallClock(until, zone) + length
  for (let wall = first; wall <= last; wall += length) {
    const at = instantOfWall(wall, zone)
    const previous = found.at(-1)
    // An hour that the zone skips or repeats maps two readings of the clock to one instant, or leaves the window.
    if (at >= from && at <= until && (previous === undefined || at > previous)) found.push(at)
  }
  return found
}

function monthTicks({ from, until }: Scale, count: number, zone: string): Instant[] {
  const start = new Date(wallClock(from, zone))
  const firstMonth = Math.floor((start.getUTCFullYear() * 12 + start.getUTCMonth()) / count) * count
  const found: Instant[] = []
  for (let month = firstMonth; ; month += count) {
    const at = instantOfWall(Date.UTC(Math.floor(month / 12), month % 12, 1), zone)
    if (at > until) return found
    if (at >= from) found.push(at)
  }
}

function labelled(instants: readonly Instant[], step: Step, scale: Scale, zone: string): Tick[] {
  let free = scale.left
  return instants.map((at) => {
    const x = xOf(scale, at)
    const text = tickText(at, step, zone)
    const half = textWidth(text) / 2
    if (x - half < free || x + half > scale.right) return { at, x, label: null }
    free = x + half + LABEL_GAP / 2
    return { at, x, label: text }
  })
}

function tickText(at: Instant, step: Step, zone: string): string {
  const wall = new Date(wallClock(at, zone))
  const date = `${wall.getUTCDate()} ${MONTHS[wall.getUTCMonth()]}`
  if (step.unit === 'month') return monthText(wall, step.count)
  if (step.length >= DAY || wall.getTime() % DAY === 0) return date
  return wall.toISOString().slice(11, step.length < MINUTE ? 19 : 16)
}

function monthText(wall: Date, count: number): string {
  const year = String(wall.getUTCFullYear())
  return count >= 12 || wall.getUTCMonth() === 0 ? year : (MONTHS[wall.getUTCMonth()] ?? year)
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** What the zone's wall clock shows, written as if it were UTC. */
function wallClock(at: Instant, zone: string): number {
  return at + offsetAt(at, zone)
}

function instantOfWall(wall: number, zone: string): Instant {
  return wall - offsetAt(wall - offsetAt(wall, zone), zone)
}

function offsetAt(at: Instant, zone: string): number {
  const part = new Map(
    partsFormat(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const get = (type: Intl.DateTimeFormatPartTypes) => part.get(type) ?? 0
  const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'))
  return wall - Math.floor(at / SECOND) * SECOND
}

const formats = new Map<string, Intl.DateTimeFormat>()

// Making a format costs fifty times what using it costs, and a drag asks hundreds of times a second.
function partsFormat(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const number = 'numeric'
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hourCycle: 'h23',
    year: number,
    month: number,
    day: number,
    hour: number,
    minute: number,
    second: number,
  })
  formats.set(zone, made)
  return made
}
