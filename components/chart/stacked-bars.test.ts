import { describe, expect, it } from 'vitest'
import { niceMaximum } from './stacked-bars'

describe('the scale of bars', () => {
  it('ends at a round number no smaller than the highest bar, whose half is whole', () => {
    for (const value of [1, 2, 3, 7, 11, 39, 41, 1_000, 2_001]) {
      expect(niceMaximum(value)).toBeGreaterThanOrEqual(value)
      expect(niceMaximum(value) % 2).toBe(0)
      expect(niceMaximum(value)).toBeLessThanOrEqual(value * 2.5 + 2)
    }
  })
})
