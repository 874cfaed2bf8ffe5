/*
 * Moments as people say them: "around 14:03", "yesterday 9:15 pm", "Tuesday at noon", "3 May 14:03", "20 minutes ago".
 * Read in the zone of who types; a time without a day is the latest one that has passed.
 */

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** The instant a text means, or null when it means none. `now` and the answer are epoch milliseconds. */
export function parseMoment(text: string, now: number, zone: string): number | null {
  const words = text.trim().toLowerCase().replaceAll(',', ' ').replace(LEAD_WORDS, ' ').trim().replace(/\s+/g, ' ')
  return parseAgo(words, now) ?? parseMachine(text.trim(), now) ?? parseDayAndTime(words, now, zone)
}

/** "amara@example.org yesterday around 14:03" as who and when: the longest ending that means a moment. Null without both. */
export function splitMoment(text: string, now: number, zone: string): { rest: string; at: number } | null {
  const words = text.trim().split(/\s+/)
  for (let from = 1; from < words.length; from += 1) {
    const at = parseMoment(words.slice(from).join(' '), now, zone)
    if (at !== null) return { rest: words.slice(0, from).join(' ').replace(/,$/, ''), at }
  }
  return null
}

/** A wall clock's reading as an instant, in an IANA zone; what the clock skips in spring lies just after the gap. */
export function instantOf({ year, month, day, hour, minute, second }: WallClock, zone: string): number {
  const asUtc = Date.UTC(year, month - 1, day, hour, minute, second)
  const guess = asUtc - offsetAt(asUtc, zone)
  return asUtc - offsetAt(guess, zone)
}

export interface WallClock {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

/** What a clock on the wall of that zone shows. */
export function wallClockAt(at: number, zone: string): WallClock {
  const parts = new Map(
    formatter(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const read = (part: Intl.DateTimeFormatPartTypes) => parts.get(part) ?? 0
  const [year, month, day] = [read('year'), read('month'), read('day')]
  return { year, month, day, hour: read('hour'), minute: read('minute'), second: read('second') }
}

const LEAD_WORDS = /(^|\s)(around|about|at|on|circa|ca\.?|approximately|roughly)(?=\s|$)|~/g

const AGO = /^(?:(\d{1,4})|an?|one|half an?) (seconds?|secs?|minutes?|mins?|hours?|hrs?|h|days?) ago$/
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: MINUTE, h: HOUR, d: DAY }

function parseAgo(words: string, now: number): number | null {
  if (words === 'now' || words === 'just now') return now
  const match = AGO.exec(words)
  if (match === null) return null
  const count = words.startsWith('half') ? 0.5 : Number(match[1] ?? 1)
  return now - count * (UNITS[match[2]?.[0] ?? ''] ?? 0)
}

/** RFC 3339 with its offset, as logs have it. */
function parseMachine(text: string, now: number): number | null {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/i.test(text)) return null
  const at = Date.parse(text)
  return Number.isNaN(at) || at > now + DAY ? null : at
}

function parseDayAndTime(words: string, now: number, zone: string): number | null {
  const today = wallClockAt(now, zone)
  for (const { time, rest } of timesIn(words)) {
    const at = rest === '' ? latest(time, now, zone) : onDay(rest, time, { now, zone, today })
    if (at !== null) return at
  }
  return null
}

interface Time {
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const CLOCK = /^(\d{1,2})(?:[:h](\d\d)(?::(\d\d))?)?\s?([ap])?\.?(?:m\.?)?$/

/** The time of day that a text begins or ends with, and what is left. */
function timesIn(words: string): { time: Time; rest: string }[] {
  const all = words.split(' ')
  const cuts = [1, 2].flatMap((taken) => [
    { clock: all.slice(0, taken), rest: all.slice(taken) },
    { clock: all.slice(-taken), rest: all.slice(0, -taken) },
  ])
  return cuts.flatMap(({ clock, rest }) => {
    const time = readTime(clock.join(' '))
    return time === null ? [] : [{ time, rest: rest.join(' ') }]
  })
}

function readTime(text: string): Time | null {
  if (text === 'noon') return { hour: 12, minute: 0, second: 0 }
  if (text === 'midnight') return { hour: 0, minute: 0, second: 0 }
  const match = CLOCK.exec(text)
  if (match === null || (match[2] === undefined && match[4] === undefined)) return null
  const [hour, minute, second] = [match[1], match[2], match[3]].map((part) => Number(part ?? 0))
  if (hour === undefined || minute === undefined || second === undefined) return null
  return valid({ hour: halfDay(hour, match[4]), minute, second })
}

/** 12 pm is noon and 12 am is midnight; 13 pm is no time. */
function halfDay(hour: number, half: string | undefined): number {
  if (half === undefined) return hour
  if (hour < 1 || hour > 12) return Number.NaN
  return (hour % 12) + (half === 'p' ? 12 : 0)
}

function valid(time: Time): Time | null {
  return time.hour < 24 && time.minute < 60 && time.second < 60 ? time : null
}

function latest(time: Time, now: number, zone: string): number {
  const today = instantOf({ ...wallClockAt(now, zone), ...time }, zone)
  return today <= now + MINUTE ? today : instantOf({ ...wallClockAt(now - DAY, zone), ...time }, zone)
}

interface Setting {
  readonly now: number
  readonly zone: string
  readonly today: WallClock
}

function onDay(words: string, time: Time, setting: Setting): number | null {
  const day = dayBefore(words, setting) ?? dayOfCalendar(words, setting)
  if (day === null) return null
  const at = instantOf({ ...day, ...time }, setting.zone)
  return at <= setting.now + DAY ? at : null
}

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

function dayBefore(words: string, { now, zone, today }: Setting): WallClock | null {
  if (words === 'today') return today
  if (words === 'yesterday') return wallClockAt(now - DAY, zone)
  const name = words.replace(/^last /, '')
  const weekday = name.length < 3 ? -1 : WEEKDAYS.findIndex((day) => day.startsWith(name))
  if (weekday < 0) return null
  const current = new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay()
  return wallClockAt(now - ((current - weekday + 6) % 7) * DAY - DAY, zone)
}

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
]
const CALENDARS = [
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)$/,
  /^(?<day>\d{1,2})\.(?<month>\d{1,2})\.(?<year>\d{4})?$/,
  /^(?<day>\d{1,2})\.? (?<month>[a-z]{3,9})\.?(?: (?<year>\d{4}))?$/,
  /^(?<month>[a-z]{3,9})\.? (?<day>\d{1,2})(?: (?<year>\d{4}))?$/,
]

/** A day without a year is the latest one that has come. */
function dayOfCalendar(words: string, { today }: Setting): WallClock | null {
  const parts = CALENDARS.map((calendar) => calendar.exec(words)?.groups).find((groups) => groups !== undefined)
  if (parts === undefined) return null
  const month = monthOf(parts.month ?? '')
  const day = Number(parts.day)
  const thisYear = month > today.month || (month === today.month && day > today.day) ? today.year - 1 : today.year
  const year = parts.year === undefined ? thisYear : Number(parts.year)
  const real = new Date(Date.UTC(year, month - 1, day))
  if (month < 1 || real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return null
  return { year, month, day, hour: 0, minute: 0, second: 0 }
}

function monthOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  return MONTHS.findIndex((month) => month.startsWith(text)) + 1
}

function offsetAt(at: number, zone: string): number {
  const { year, month, day, hour, minute, second } = wallClockAt(at, zone)
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1_000) * 1_000
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone)
  if (known !== undefined) return known
  const numeric = 'numeric' as const
  const made = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, hourCycle: 'h23', year: numeric, month: numeric, day: numeric },
    ...{ hour: numeric, minute: numeric, second: numeric },
  })
  formatters.set(zone, made)
  return made
}
