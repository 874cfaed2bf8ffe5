import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE, SECOND } from '@/lib/core/instant'
import type { LifeEvent } from './model'
import { arrowStep, keyTarget, snapped } from './steps'

const START = Date.UTC(2026, 4, 3, 12)
const scale = { from: START, until: START + HOUR, left: 0, right: 1000 }
const bounds = { from: START - HOUR, until: START + 2 * HOUR }
const events: LifeEvent[] = [
  { kind: 'issued', at: START - HOUR, words: 'issued' },
  { kind: 'last_use', at: START + 10 * MINUTE, words: 'last use' },
  { kind: 'idle', at: START + 40 * MINUTE, words: 'idle limit' },
]
const from = (at: number) => ({ at, now: START + HOUR, scale, bounds, events })

describe('moving the line', () => {
  it('page keys stop at every event, also outside the window', () => {
    expect(keyTarget('PageUp', false, from(START))).toBe(START + 10 * MINUTE)
    expect(keyTarget('PageUp', false, from(START + 10 * MINUTE))).toBe(START + 40 * MINUTE)
    expect(keyTarget('PageDown', false, from(START + 10 * MINUTE))).toBe(START - HOUR)
  })

  it('an arrow moves by a round length, with shift by ten', () => {
    expect(arrowStep(scale)).toBe(15 * SECOND)
    expect(keyTarget('ArrowRight', false, from(START))).toBe(START + 15 * SECOND)
    expect(keyTarget('ArrowLeft', true, from(START))).toBe(START - 150 * SECOND)
  })

  it('home is the first event, end is now, and the line never leaves the life', () => {
    expect(keyTarget('Home', false, from(START))).toBe(START - HOUR)
    expect(keyTarget('End', false, from(START))).toBe(START + HOUR)
    expect(keyTarget('ArrowLeft', true, from(bounds.from))).toBe(bounds.from)
  })

  it('other keys are left to the page', () => {
    expect(keyTarget('Tab', false, from(START))).toBeNull()
    expect(keyTarget('constructor', false, from(START))).toBeNull()
  })

  it('snaps to the nearest event in reach and to nothing else', () => {
    expect(snapped(START + 10 * MINUTE + 20 * SECOND, events, scale)).toBe(START + 10 * MINUTE)
    expect(snapped(START + 20 * MINUTE, events, scale)).toBe(START + 20 * MINUTE)
  })
})
