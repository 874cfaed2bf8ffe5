import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '@/lib/core/instant'
import { lastUseBefore, refusalClusters, USE_CELL, useMarks } from './marks'
import type { Scale } from './scale'

const START = Date.UTC(2026, 4, 3)
const scale = (length: number): Scale => ({ from: START, until: START + length, left: 0, right: 1000 })
const uses = fc
  .uniqueArray(fc.integer({ min: 0, max: 5_000 }), { maxLength: 400 })
  .map((minutes) =>
    minutes.sort((a, b) => a - b).map((minute) => ({ minute: START + minute * MINUTE, count: (minute % 7) + 1 })),
  )
const lengths = fc.integer({ min: 10 * MINUTE, max: 30 * DAY })

describe('uses', () => {
  it('no use is lost or counted twice when marks merge', () => {
    fc.assert(
      fc.property(uses, (some) => {
        const drawn = useMarks(some, scale(5_001 * MINUTE)).reduce((sum, { count }) => sum + count, 0)
        expect(drawn).toBe(some.reduce((sum, { count }) => sum + count, 0))
      }),
    )
  })

  it('two ticks are never near enough to merge for the eye', () => {
    fc.assert(
      fc.property(uses, lengths, (some, length) => {
        const ticks = useMarks(some, scale(length)).filter(({ shape }) => shape === 'tick')
        for (const [index, { x }] of ticks.entries()) {
          expect(x - (ticks[index - 1]?.x ?? Number.NEGATIVE_INFINITY)).toBeGreaterThan(USE_CELL)
        }
      }),
    )
  })

  it('columns do not overlap and are never higher than the bar', () => {
    fc.assert(
      fc.property(uses, lengths, (some, length) => {
        const columns = useMarks(some, scale(length)).filter(({ shape }) => shape === 'column')
        for (const [index, { x, share }] of columns.entries()) {
          const left = columns[index - 1]
          expect(share).toBeGreaterThan(0)
          expect(share).toBeLessThanOrEqual(1)
          if (left !== undefined) expect(x).toBeGreaterThanOrEqual(left.x + left.width)
        }
      }),
    )
  })

  it('a minute wide enough to see is drawn as a minute, because the second is not known', () => {
    const [mark] = useMarks([{ minute: START + MINUTE, count: 4 }], scale(10 * MINUTE))
    expect(mark).toMatchObject({ shape: 'minute', x: 100, width: 100, count: 4 })
  })

  it('a minute that began before the window is still shown', () => {
    expect(useMarks([{ minute: START - MINUTE + 1, count: 1 }], scale(10 * MINUTE))).toHaveLength(1)
    expect(useMarks([{ minute: START - MINUTE, count: 1 }], scale(10 * MINUTE))).toHaveLength(0)
  })

  it('finds the last use at or before an instant', () => {
    const some = [0, 5, 9].map((minute) => ({ minute: START + minute * MINUTE, count: 1 }))
    expect(lastUseBefore(some, START + 5 * MINUTE)).toBe(START + 5 * MINUTE)
    expect(lastUseBefore(some, START + 5 * MINUTE - 1)).toBe(START)
    expect(lastUseBefore(some, START - 1)).toBeNull()
  })
})

describe('refusals', () => {
  const refusals = fc.array(
    fc.record({
      at: fc.integer({ min: START, max: START + DAY }),
      reason: fc.constantFrom('idle', 'expired', 'revoked'),
      count: fc.integer({ min: 1, max: 500 }),
    }),
    { maxLength: 60 },
  )

  it('marks keep apart and no refusal is lost', () => {
    fc.assert(
      fc.property(refusals, fc.integer({ min: 4, max: 60 }), (some, apart) => {
        const clusters = refusalClusters(some, scale(DAY), apart)
        for (const [index, { x }] of clusters.entries()) {
          expect(x - (clusters[index - 1]?.x ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(apart)
        }
        const drawn = clusters.reduce((sum, { count }) => sum + count, 0)
        expect(drawn).toBe(some.reduce((sum, { count }) => sum + count, 0))
      }),
    )
  })

  it('a cluster begins at its first refusal and names the most frequent reason first', () => {
    const some = [
      { at: START + HOUR + 1, reason: 'revoked', count: 9 },
      { at: START + HOUR, reason: 'idle', count: 1 },
    ]
    expect(refusalClusters(some, scale(DAY), 14)).toEqual([
      { x: (HOUR / DAY) * 1000, from: START + HOUR, until: START + HOUR + 1, count: 10, reasons: ['revoked', 'idle'] },
    ])
  })
})
