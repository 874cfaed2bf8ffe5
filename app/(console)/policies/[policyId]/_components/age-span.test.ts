import { describe, expect, it } from 'vitest'
import { ageSpan, spreadSpan } from './age-span'

const bars = (...counts: number[]) => counts.map((count) => ({ count }))

describe('up to which age the picture goes', () => {
  it('is a fifth beyond the limit in force, so that this limit stands on an edge between bars', () => {
    expect(ageSpan('idleSeconds', 1_800, null)).toBe(2_160)
    expect(ageSpan('idleSeconds', 1_800, 900)).toBe(2_160)
  })

  it('stretches to a longer limit, and shrinks to one that would hide in the first bars', () => {
    expect(ageSpan('absoluteSeconds', 3_600, 7_200)).toBe(8_640)
    expect(ageSpan('absoluteSeconds', 30 * 86_400, 3_600)).toBe(4_320)
  })

  it('shows as much beyond a first limit as under it', () => {
    expect(ageSpan('idleSeconds', null, 900)).toBe(2_160)
    expect(ageSpan('idleSeconds', null, null)).toBe(86_400)
  })

  it('is cut down while nearly all stand in the first bar, and never below ten minutes', () => {
    expect(spreadSpan(86_400, bars(95, 5))).toBe(7_200)
    expect(spreadSpan(7_200, bars(100))).toBe(600)
    expect(spreadSpan(600, bars(100))).toBe(600)
    expect(spreadSpan(86_400, bars(50, 50))).toBe(86_400)
    expect(spreadSpan(86_400, bars(0, 0))).toBe(86_400)
  })
})
