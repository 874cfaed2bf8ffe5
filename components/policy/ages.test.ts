import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AgeBucket, ageAtX, endingAt, limitStep, population, roundLimit, xOfAge } from './ages'

const buckets: fc.Arbitrary<AgeBucket[]> = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 0, max: 50_000 })), {
    minLength: 1,
    maxLength: 40,
  })
  .map((parts) => {
    let from = 0
    return parts.map(([length, count]) => {
      const bucket = { fromSeconds: from, untilSeconds: from + length, count }
      from += length
      return bucket
    })
  })
const scales = fc.tuple(buckets, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 200, max: 1200 }))
const scaleOf = ([some, left, width]: [AgeBucket[], number, number]) => ({ buckets: some, left, right: left + width })
const share = fc.double({ min: 0, max: 1, noNaN: true })

describe('ages under a limit', () => {
  it('gives back every age it placed', () => {
    fc.assert(
      fc.property(scales, share, (parts, part) => {
        const scale = scaleOf(parts)
        const longest = scale.buckets.at(-1)?.untilSeconds ?? 0
        const seconds = Math.floor(longest * part)
        expect(ageAtX(scale, xOfAge(scale, seconds))).toBeCloseTo(seconds, 3)
      }),
    )
  })

  it('a longer limit never stands to the left of a shorter one', () => {
    fc.assert(
      fc.property(scales, share, share, (parts, a, b) => {
        const scale = scaleOf(parts)
        const longest = (scale.buckets.at(-1)?.untilSeconds ?? 0) * 1.2
        const [short, long] = [a * longest, b * longest].sort((one, other) => one - other)
        expect(xOfAge(scale, long ?? 0)).toBeGreaterThanOrEqual(xOfAge(scale, short ?? 0))
      }),
    )
  })

  it('a tighter limit never ends fewer', () => {
    fc.assert(
      fc.property(buckets, fc.integer({ min: 0, max: 200_000 }), fc.integer({ min: 0, max: 200_000 }), (some, a, b) => {
        const [tight, loose] = [Math.min(a, b), Math.max(a, b)]
        expect(endingAt(some, tight).count).toBeGreaterThanOrEqual(endingAt(some, loose).count)
      }),
    )
  })

  it('ends everybody at nothing, nobody beyond the oldest and nobody without a limit', () => {
    fc.assert(
      fc.property(buckets, (some) => {
        expect(endingAt(some, 0)).toEqual({ count: population(some), exact: true })
        expect(endingAt(some, some.at(-1)?.untilSeconds ?? 0)).toEqual({ count: 0, exact: true })
        expect(endingAt(some, null)).toEqual({ count: 0, exact: true })
      }),
    )
  })

  it('says when a count is only a share of a bucket', () => {
    const some = [
      { fromSeconds: 0, untilSeconds: 60, count: 10 },
      { fromSeconds: 60, untilSeconds: 120, count: 4 },
    ]
    expect(endingAt(some, 60)).toEqual({ count: 4, exact: true })
    expect(endingAt(some, 90)).toEqual({ count: 2, exact: false })
  })

  it('moves by whole minutes and stays in the range that may be set', () => {
    const scale = { buckets: [{ fromSeconds: 0, untilSeconds: 1800, count: 1 }], left: 0, right: 700 }
    expect(limitStep(scale, 900)).toBe(60)
    const range = { minSeconds: 60, maxSeconds: 3600 }
    expect(roundLimit(905, 60, range)).toBe(900)
    expect(roundLimit(5, 60, range)).toBe(60)
    expect(roundLimit(9999, 60, range)).toBe(3600)
  })
})
