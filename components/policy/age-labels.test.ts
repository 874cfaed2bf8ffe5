import { describe, expect, it } from 'vitest'
import { ageLabels } from './age-labels'

const even = (length: number, buckets: number, width: number) => ({
  buckets: Array.from({ length: buckets }, (_, index) => ({
    fromSeconds: index * length,
    untilSeconds: (index + 1) * length,
    count: 1,
  })),
  left: 0,
  right: width,
})
const texts = (scale: ReturnType<typeof even>) =>
  ageLabels(scale)
    .sort((a, b) => a.left - b.left)
    .map(({ text }) => text)

describe('names of ages', () => {
  it('are round and evenly spaced, as many as fit', () => {
    expect(texts(even(60, 33, 700))).toEqual(['just now', '5 min', '10 min', '15 min', '20 min', '25 min', '30 min'])
    expect(texts(even(60, 33, 340))).toEqual(['just now', '10 min', '20 min', '30 min'])
    expect(texts(even(86_400, 30, 500))).toEqual(['just now', '7 days', '14 days', '21 days', '28 days'])
  })

  it('are there even when no edge is round', () => {
    expect(texts(even(77, 10, 700)).length).toBeGreaterThan(3)
  })
})
