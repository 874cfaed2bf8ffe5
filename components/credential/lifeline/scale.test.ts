import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, MINUTE } from '@/lib/core/instant'
import {
  including,
  instantAt,
  panned,
  type Scale,
  SPAN_MIN,
  span,
  type TimeWindow,
  withEnd,
  within,
  withStart,
  xOf,
  zoomed,
} from './scale'

const START = Date.UTC(2026, 4, 3)
const instants = fc.integer({ min: START - 800 * DAY, max: START + 800 * DAY })
const windows = fc.tuple(instants, fc.integer({ min: SPAN_MIN, max: 800 * DAY })).map(([from, length]) => ({
  from,
  until: from + length,
}))
const scales: fc.Arbitrary<Scale> = fc
  .tuple(windows, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 200, max: 2000 }))
  .map(([window, left, width]) => ({ ...window, left, right: left + width }))

describe('scale', () => {
  it('gives back every instant it placed, to the millisecond', () => {
    fc.assert(
      fc.property(scales, instants, (scale, at) => {
        expect(instantAt(scale, xOf(scale, at))).toBe(at)
      }),
    )
  })

  it('gives back every pixel to within a millisecond', () => {
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 1, noNaN: true }), (scale, share) => {
        const x = scale.left + share * (scale.right - scale.left)
        const perMillisecond = (scale.right - scale.left) / span(scale)
        expect(Math.abs(xOf(scale, instantAt(scale, x)) - x)).toBeLessThanOrEqual(perMillisecond * 0.5 + 1e-6)
      }),
    )
  })

  it('keeps the order of time', () => {
    fc.assert(
      fc.property(scales, instants, instants, (scale, a, b) => {
        expect(Math.sign(xOf(scale, a) - xOf(scale, b))).toBe(Math.sign(a - b))
      }),
    )
  })
})

describe('window', () => {
  const inside = (window: TimeWindow, bounds: TimeWindow) => {
    expect(window.from).toBeGreaterThanOrEqual(bounds.from - 1)
    expect(window.until).toBeLessThanOrEqual(bounds.until + 1)
    expect(span(window)).toBeGreaterThanOrEqual(Math.min(SPAN_MIN, span(bounds)) - 1)
  }

  it('never leaves the bounds and never shrinks to nothing, whatever is done to it', () => {
    fc.assert(
      fc.property(
        windows,
        windows,
        instants,
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        (bounds, some, at, factor) => {
          const window = within(some, bounds)
          inside(window, bounds)
          inside(panned(window, at - window.from, bounds), bounds)
          inside(zoomed(window, factor, at, bounds), bounds)
          inside(withStart(window, at, bounds), bounds)
          inside(withEnd(window, at, bounds), bounds)
        },
      ),
    )
  })

  it('zooms around the instant pointed at', () => {
    const bounds = { from: START, until: START + 10 * DAY }
    const window = { from: START + 4 * DAY, until: START + 5 * DAY }
    const at = START + 4.25 * DAY
    const closer = zoomed(window, 0.5, at, bounds)
    expect((at - closer.from) / span(closer)).toBeCloseTo(0.25)
    expect(span(closer)).toBe(DAY / 2)
  })

  it('moves only one edge when one edge is dragged', () => {
    const bounds = { from: START, until: START + DAY }
    const window = { from: START + 10 * MINUTE, until: START + 20 * MINUTE }
    expect(withStart(window, START + 5 * MINUTE, bounds)).toEqual({ from: START + 5 * MINUTE, until: window.until })
    expect(withEnd(window, START, bounds)).toEqual({ from: window.from, until: window.from + SPAN_MIN })
  })

  it('follows an instant that leaves it, and stays where it is otherwise', () => {
    fc.assert(
      fc.property(
        windows,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (bounds, share, part) => {
          const at = Math.round(bounds.from + share * span(bounds))
          const window = within({ from: bounds.from, until: bounds.from + part * span(bounds) }, bounds)
          const moved = including(window, at, bounds)
          expect(at).toBeGreaterThanOrEqual(moved.from - 1)
          expect(at).toBeLessThanOrEqual(moved.until + 1)
          if (at >= window.from && at <= window.until) expect(moved).toEqual(window)
        },
      ),
    )
  })
})
