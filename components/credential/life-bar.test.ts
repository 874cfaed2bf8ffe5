import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { type LifeBarProps, lifeWords, partsOf } from './life-bar'

const START = Date.UTC(2026, 4, 3, 9)
const bar = (over: Partial<LifeBarProps> = {}): LifeBarProps => ({
  issuedAt: START,
  idleUntil: START + 6.5 * HOUR,
  endsAt: START + 12 * HOUR,
  endedAt: null,
  now: START + 6 * HOUR,
  state: 'active',
  ...over,
})

describe('the life bar of a row', () => {
  it('stands half full at half of the life', () => {
    expect(partsOf(bar())).toEqual({ lived: 85, idle: 92.1, mark: true })
  })

  it('is full only when the life is over, and marks no now after the end', () => {
    expect(partsOf(bar({ endedAt: START + 12 * HOUR, now: START + 20 * HOUR }))).toEqual({
      lived: 170,
      idle: 0,
      mark: false,
    })
    expect(partsOf(bar({ endedAt: START + 3 * HOUR })).lived).toBe(42.5)
  })

  it('a life without an end never looks as if it ended', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 * 24 }), (hours) => {
        const { lived } = partsOf(bar({ idleUntil: null, endsAt: null, now: START + hours * HOUR }))
        expect(lived).toBeLessThan(150)
      }),
    )
  })

  it('stays inside its picture, whatever the times', () => {
    const time = fc.integer({ min: START - 100 * HOUR, max: START + 100 * HOUR })
    const maybe = fc.option(time, { nil: null })
    fc.assert(
      fc.property(maybe, maybe, maybe, time, (idleUntil, endsAt, endedAt, now) => {
        const { lived, idle } = partsOf(bar({ idleUntil, endsAt, endedAt, now }))
        for (const x of [lived, idle]) {
          expect(x).toBeGreaterThanOrEqual(0)
          expect(x).toBeLessThanOrEqual(170)
        }
      }),
    )
  })

  it('says in words what it shows', () => {
    expect(lifeWords(bar())).toBe('lived 6 h of 12 h, 30 min left if it is not used')
    expect(lifeWords(bar({ idleUntil: null, endsAt: null }))).toBe('lived 6 h, no end')
    expect(lifeWords(bar({ endedAt: START + 31 * MINUTE, state: 'ended' }))).toBe('lived 31 min')
  })
})
