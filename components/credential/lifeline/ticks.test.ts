import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textWidth } from '@/components/chart/labels'
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/core/instant'
import type { Scale } from './scale'
import { ticksOf } from './ticks'

const START = Date.UTC(2026, 4, 3, 12, 5)
const ZONES = ['UTC', 'Europe/Stockholm', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe']
const scale = (length: number, width = 1000, from = START): Scale => ({
  from,
  until: from + length,
  left: 0,
  right: width,
})
const labels = (shown: Scale, zone = 'UTC') => ticksOf(shown, zone).flatMap(({ label }) => label ?? [])

describe('ticks', () => {
  it('labels never touch and never leave the picture, at any length, width and zone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 900 * DAY }),
        fc.double({ min: Math.log(30 * SECOND), max: Math.log(2000 * DAY), noNaN: true }),
        fc.integer({ min: 280, max: 1600 }),
        fc.constantFrom(...ZONES),
        (shift, logLength, width, zone) => {
          const shown = scale(Math.exp(logLength), width, START + shift)
          let free = 0
          for (const { x, label } of ticksOf(shown, zone)) {
            if (label === null) continue
            const half = textWidth(label) / 2
            expect(x - half).toBeGreaterThanOrEqual(free)
            free = x + half
          }
          expect(free).toBeLessThanOrEqual(width)
        },
      ),
      { numRuns: 300 },
    )
  })

  it('there is always something to read and never a thicket', () => {
    fc.assert(
      fc.property(
        fc.double({ min: Math.log(30 * SECOND), max: Math.log(2000 * DAY), noNaN: true }),
        fc.integer({ min: 330, max: 1600 }),
        (logLength, width) => {
          const found = labels(scale(Math.exp(logLength), width))
          expect(found.length).toBeGreaterThanOrEqual(1)
          expect(found.length).toBeLessThanOrEqual(width / 40)
        },
      ),
    )
  })

  it.each([
    [30 * SECOND, '12:05:10'],
    [5 * MINUTE, '12:05:30'],
    [10 * MINUTE, '12:06'],
    [2 * HOUR + 19 * MINUTE, '12:30'],
    [DAY, '14:00'],
    [14 * DAY, '5 May'],
    [400 * DAY, 'Jul'],
    [2000 * DAY, '2028'],
  ])('a window of %d ms has round times', (length, label) => expect(labels(scale(length))).toContain(label))

  it('midnight is written as the day that begins, in the zone', () => {
    expect(labels(scale(DAY), 'UTC')).toContain('4 May')
    const stockholm = ticksOf(scale(DAY), 'Europe/Stockholm').find(({ label }) => label === '4 May')
    expect(stockholm?.at).toBe(Date.UTC(2026, 4, 3, 22))
  })

  it('stands on round local times after the clocks change', () => {
    const shown = scale(3 * DAY, 1000, Date.UTC(2026, 2, 28))
    for (const { label } of ticksOf(shown, 'Europe/Stockholm')) expect(label ?? '06:00').toMatch(/^(\d\d:00|\d+ Mar)$/)
  })

  it('January is written as its year', () => {
    expect(labels(scale(400 * DAY))).toContain('2027')
  })
})
