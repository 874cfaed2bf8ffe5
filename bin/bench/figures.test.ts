import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { figuresOf, percentile, ratioOf } from './figures'

const round = (requests: number, milliseconds: number, latencies: readonly number[] = []) => ({
  requests,
  milliseconds,
  latencies,
})

describe('figures', () => {
  test('are throughput over all rounds, and percentiles of every request', () => {
    const rounds = [round(100, 1_000, [1, 2]), round(300, 1_000, [3, 40])]
    expect(figuresOf({ name: 'x', rounds })).toEqual({
      requestsPerSecond: 200,
      p50Milliseconds: 2,
      p99Milliseconds: 40,
    })
  })

  test('a percentile is a measured value, and as many lie at or below it as it says', () => {
    const values = fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(values, fc.double({ min: 0.01, max: 1, noNaN: true }), (all, share) => {
        const sorted = Float64Array.from(all).sort()
        const found = percentile(sorted, share)
        expect(sorted.includes(found)).toBe(true)
        expect(sorted.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share * all.length - 1e-9)
      }),
    )
  })
})

describe('a ratio', () => {
  test('compares rounds in pairs: a machine that slows down for both changes nothing', () => {
    const fast = { name: 'fast', rounds: [round(200, 1_000), round(20, 1_000), round(2_000, 1_000)] }
    const slow = { name: 'slow', rounds: [round(100, 1_000), round(10, 1_000), round(1_000, 1_000)] }
    expect(ratioOf(slow, fast)).toEqual({ median: 0.5, lowest: 0.5, highest: 0.5 })
  })

  test('is the median of the rounds: one that was disturbed does not decide', () => {
    const one = { name: 'one', rounds: [round(50, 1_000), round(60, 1_000), round(1, 1_000)] }
    const other = { name: 'other', rounds: [round(100, 1_000), round(100, 1_000), round(100, 1_000)] }
    expect(ratioOf(one, other)).toEqual({ median: 0.5, lowest: 0.01, highest: 0.6 })
  })
})
