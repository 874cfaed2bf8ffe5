import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowsInSight, scrollToRow } from './row-window'

const sights = fc.record({
  top: fc.integer({ min: -200, max: 400_000 }),
  tall: fc.integer({ min: 1, max: 3_000 }),
  height: fc.constantFrom(30, 36, 84),
})
const counts = fc.integer({ min: 0, max: 10_000 })

describe('the rows that are drawn', () => {
  it('are all that are in sight, wherever the list was scrolled to', () => {
    fc.assert(
      fc.property(sights, counts, (sight, count) => {
        const { first, end } = rowsInSight(sight, count)
        for (let index = 0; index < count; index += 1) {
          const start = index * sight.height
          const inSight = start + sight.height > sight.top && start < sight.top + sight.tall
          if (inSight) expect(index >= first && index < end).toBe(true)
        }
      }),
      { numRuns: 60 },
    )
  })

  it('are a few besides, however long the list is', () => {
    fc.assert(
      fc.property(sights, counts, (sight, count) => {
        const { first, end } = rowsInSight(sight, count)
        expect(first).toBeGreaterThanOrEqual(0)
        expect(end).toBeLessThanOrEqual(count)
        expect(end - first).toBeLessThanOrEqual(Math.ceil(sight.tall / sight.height) + 20)
      }),
    )
  })

  it('are none before the window is known, and none of an empty list', () => {
    expect(rowsInSight({ top: 0, tall: 0, height: 36 }, 50)).toEqual({ first: 0, end: 0 })
    expect(rowsInSight({ top: 0, tall: 600, height: 36 }, 0)).toEqual({ first: 0, end: 0 })
  })

  it('are the last ones when the list has become shorter than it was scrolled', () => {
    expect(rowsInSight({ top: 36_000, tall: 360, height: 36 }, 20)).toEqual({ first: 9, end: 20 })
  })
})

describe('bringing a row into sight', () => {
  const covered = { head: 32, foot: 88 }
  const sight = { top: 360, tall: 600, height: 36 }

  it('moves nothing when it can be read', () => {
    expect(scrollToRow(10, sight, covered)).toBeNull()
    expect(scrollToRow(22, sight, covered)).toBeNull()
  })

  it('stops when the row is whole below the head, or above the bar', () => {
    expect(scrollToRow(9, sight, covered)).toBe(324)
    expect(scrollToRow(23, sight, covered)).toBe(32 + 24 * 36 + 88 - 600)
  })

  it('leaves it readable from wherever the list stood', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000 }), sights, (index, { top, height }) => {
        const tall = 600
        const to = scrollToRow(index, { top, tall, height }, covered) ?? top
        expect(scrollToRow(index, { top: to, tall, height }, covered)).toBeNull()
      }),
    )
  })
})
