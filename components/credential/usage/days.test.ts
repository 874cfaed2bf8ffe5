import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from '@/lib/core/instant'
import { daysOf, everyHour } from './days'

const NOON = Date.UTC(2026, 2, 20, 12)

describe('days of uses', () => {
  it('are all there, those without a use too, and lose none', () => {
    const hours = [
      { hour: NOON - 3 * DAY, count: 4 },
      { hour: NOON - 3 * DAY + HOUR, count: 1 },
      { hour: NOON, count: 2 },
    ]
    expect(daysOf({ hours, from: NOON - 3 * DAY, now: NOON }, 'UTC')).toEqual([
      { label: '17 Mar 2026', count: 5 },
      { label: '18 Mar 2026', count: 0 },
      { label: '19 Mar 2026', count: 0 },
      { label: '20 Mar 2026', count: 2 },
    ])
  })

  it('are those of the zone: the same hour is of another day elsewhere', () => {
    const hours = [{ hour: Date.UTC(2026, 2, 19, 23), count: 1 }]
    const labels = (zone: string) =>
      daysOf({ hours, from: NOON - DAY, now: NOON }, zone).find(({ count }) => count === 1)?.label
    expect([labels('UTC'), labels('Europe/Berlin')]).toEqual(['19 Mar 2026', '20 Mar 2026'])
  })

  it('meet every day where the clock is put forward', () => {
    const now = Date.UTC(2026, 3, 2, 12)
    const labels = daysOf({ hours: [], from: now - 10 * DAY, now }, 'Europe/Berlin').map(({ label }) => label)
    expect(labels).toHaveLength(11)
    expect(labels).toContain('29 Mar 2026')
  })
})

describe('every hour', () => {
  it('from the first to the last stands there, with nothing where there was nothing', () => {
    const hours = [{ hour: NOON, count: 3 }]
    const range = { from: NOON - HOUR + 5, to: NOON + HOUR + 5 }
    expect(everyHour(hours, range, (hour) => ({ hour, count: 0 }))).toEqual([
      { hour: NOON - HOUR, count: 0 },
      { hour: NOON, count: 3 },
      { hour: NOON + HOUR, count: 0 },
    ])
  })
})
