import { describe, expect, it } from 'vitest'
import { count, plural, total, totalOf } from './count'
import { duration, exactDuration } from './duration'
import { absolute, apart, compact, machine, relative, timeOfDay } from './time'
import { parseTimeRange, timeRangeWords } from './time-range'

const NOW = Date.UTC(2026, 4, 3, 14, 23, 9, 118)
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

describe('counts', () => {
  it('groups thousands', () => expect(count(12408)).toBe('12,408'))
  it('says when counting stopped', () => {
    expect(total({ count: 12408, exact: true })).toBe('12,408')
    expect(total({ count: 10000, exact: false })).toBe('10,000+')
  })
  it('uses the singular for one only', () => {
    expect([0, 1, 2].map((value) => plural(value, 'person', 'people'))).toEqual(['0 people', '1 person', '2 people'])
    expect(plural(1000, 'session')).toBe('1,000 sessions')
    expect(totalOf({ count: 1, exact: true }, 'session')).toBe('1 session')
    expect(totalOf({ count: 1, exact: false }, 'session')).toBe('1+ sessions')
  })
})

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [999, '0 s'],
    [38_000, '38 s'],
    [31 * MINUTE + 6_000, '31 min'],
    [4 * HOUR + 44 * MINUTE, '4 h 44 min'],
    [12 * HOUR, '12 h'],
    [DAY, '1 day'],
    [3 * DAY + 2 * HOUR, '3 days 2 h'],
    [30 * DAY + 2 * HOUR, '30 days'],
    [-38_000, '38 s'],
  ])('%d ms reads %s', (length, text) => expect(duration(length)).toBe(text))

  it('never claims time that has not passed', () => expect(duration(HOUR - 1)).toBe('59 min'))

  it.each([
    [400, '0.4 s'],
    [31 * MINUTE + 6_000, '31 min 6 s'],
    [DAY + 2 * HOUR + 3 * MINUTE + 4_000, '1 day 2 h 3 min 4 s'],
  ])('evidence keeps every unit of %d ms', (length, text) => expect(exactDuration(length)).toBe(text))
})

describe('times', () => {
  it('says which side of now', () => {
    expect(relative(NOW - 38_000, NOW)).toBe('38 s ago')
    expect(relative(NOW + 29 * MINUTE, NOW)).toBe('in 29 min')
    expect(relative(NOW + 999, NOW)).toBe('just now')
  })
  it('says which side of another moment', () => {
    expect(apart(NOW - 38_000, NOW)).toBe('38 s earlier')
    expect(apart(NOW + 29 * MINUTE, NOW)).toBe('29 min later')
    expect(apart(NOW - 999, NOW)).toBe('at that moment')
  })
  it('is written in the zone asked for', () => {
    expect(absolute(NOW, 'UTC')).toBe('3 May 2026, 14:23:09')
    expect(absolute(NOW, 'Africa/Lagos', 'minute')).toBe('3 May 2026, 15:23')
    expect(timeOfDay(NOW, 'UTC', 'millisecond')).toBe('14:23:09.118')
    expect(timeOfDay(Date.UTC(2026, 0, 1), 'UTC')).toBe('00:00:00')
    expect(machine(NOW)).toBe('2026-05-03T14:23:09.118Z')
  })
  it('leaves out only what is the same as now', () => {
    expect(compact(NOW - HOUR, NOW, 'UTC')).toBe('13:23:09')
    expect(compact(NOW - 2 * DAY, NOW, 'UTC')).toBe('1 May, 14:23')
    expect(compact(NOW - 400 * DAY, NOW, 'UTC')).toBe('29 Mar 2025, 14:23')
  })
})

describe('time ranges', () => {
  it.each([
    ['last-1h', { from: NOW - HOUR, to: null }, 'in the last hour'],
    ['last-24h', { from: NOW - DAY, to: null }, 'in the last 24 hours'],
    ['before-45d', { from: null, to: NOW - 45 * DAY }, 'more than 45 days ago'],
    ['next-15m', { from: NOW, to: NOW + 15 * MINUTE }, 'in the next 15 minutes'],
    ['never', 'never', 'never'],
    [
      '2026-05-03T10:00Z..2026-05-03T11:00Z',
      { from: NOW - 4 * HOUR - 23 * MINUTE - 9_118, to: NOW - 3 * HOUR - 23 * MINUTE - 9_118 },
      'from 3 May 2026, 10:00 to 3 May 2026, 11:00',
    ],
    ['..2026-05-03T14:23:09.118Z', { from: null, to: NOW }, 'to 3 May 2026, 14:23'],
  ])('%s is understood', (value, range, words) => {
    expect(parseTimeRange(value, NOW)).toEqual(range)
    expect(timeRangeWords(value, 'UTC')).toBe(words)
  })

  it.each(['', '..', 'last-', 'last-0h', 'last-1y', 'yesterday', '2026-05-03..', '2026-05-03T10:00..', 'a..b..c'])(
    '%j is no range',
    (value) => expect(parseTimeRange(value, NOW)).toBeNull(),
  )
})
