import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE } from './instant'
import { findSurge, median } from './surge'

const START = 1_000 * MINUTE
const flat = (each: number) => Array<number>(60).fill(each)
const with_ = (counts: readonly number[], from: number, length: number, each: number) =>
  counts.map((count, minute) => (minute >= from && minute < from + length ? each : count))

describe('a surge', () => {
  it('is none where everything is as usual, or twice as much', () => {
    for (const usual of [0, 0.5, 3, 40]) {
      expect(findSurge(flat(usual), START, usual)).toBeNull()
      expect(findSurge(flat(2 * usual), START, usual)).toBeNull()
    }
  })

  it('is none for what comes all at once as often as ever', () => {
    expect(findSurge(with_(flat(0), 20, 1, 40), START, 40 / 60)).toBeNull()
    expect(findSurge(with_(flat(0), 20, 2, 40), START, 40 / 60)).not.toBeNull()
  })

  it('is none for a handful where usually nothing comes', () => {
    expect(findSurge(with_(flat(0), 30, 3, 3), START, 0)).toBeNull()
  })

  it('says since when, while it goes on', () => {
    expect(findSurge(with_(flat(2), 50, 10, 20), START, 2)).toEqual({
      from: START + 50 * MINUTE,
      until: null,
      count: 200,
      expected: 20,
    })
  })

  it('says until when, once it has been quiet for five minutes', () => {
    expect(findSurge(with_(flat(1), 10, 5, 30), START, 1)).toMatchObject({
      from: START + 10 * MINUTE,
      until: START + 15 * MINUTE,
      count: 150,
    })
  })

  it('goes on while its last minutes are not over', () => {
    expect(findSurge(with_(flat(0), 50, 5, 30), START, 0)?.until).not.toBeNull()
    expect(findSurge(with_(flat(0), 51, 5, 30), START, 0)?.until).toBeNull()
  })

  it('spans a pause that is shorter than what it interrupts', () => {
    const counts = with_(with_(flat(1), 20, 5, 30), 27, 5, 30)
    expect(findSurge(counts, START, 1)).toMatchObject({ from: START + 20 * MINUTE, until: START + 32 * MINUTE })
  })

  it('never counts more than there was, and always more than twice what was expected', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { minLength: 1, maxLength: 60 }),
        fc.double({ min: 0, max: 10, noNaN: true }),
        (counts, usual) => {
          const surge = findSurge(counts, START, usual)
          if (surge === null) return
          const total = counts.reduce((sum, each) => sum + each, 0)
          expect(surge.count).toBeLessThanOrEqual(total)
          expect(surge.count).toBeGreaterThan(2 * surge.expected)
          expect(surge.from).toBeGreaterThanOrEqual(START)
          expect(surge.until ?? START + counts.length * MINUTE).toBeGreaterThan(surge.from)
        },
      ),
    )
  })

  it('finds no other stretch with more above the usual', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 20 }), fc.nat(5), (counts, usual) => {
        const most = Math.max(0, ...stretches(counts).map((part) => excessOf(part, usual)))
        const surge = findSurge(counts, START, usual)
        expect(surge === null ? null : surge.count - 2 * surge.expected).toBe(
          Math.min(most, excessOf(counts, usual / 2)) < 10 ? null : most,
        )
      }),
    )
  })
})

describe('the usual', () => {
  it('is the middle of what was seen, so that one bad hour does not become it', () => {
    expect([median([]), median([7]), median([1, 9]), median([4, 900, 5])]).toEqual([null, 7, 5, 5])
  })
})

/** Every stretch of minutes there is. */
function stretches(counts: readonly number[]): number[][] {
  return counts.flatMap((_, first) => counts.slice(first).map((_, length) => counts.slice(first, first + length + 1)))
}

function excessOf(counts: readonly number[], usual: number): number {
  return counts.reduce((sum, each) => sum + each - 2 * usual, 0)
}
