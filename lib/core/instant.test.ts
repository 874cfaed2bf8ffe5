import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { intervalAt } from './instant'
import { intervals, judgingInstants } from './testing/arbitraries'
import { interval, NOON } from './testing/builders'

describe('the interval at an instant', () => {
  it.each([
    [NOON - 1, false],
    [NOON, true],
    [NOON + 99, true],
    [NOON + 100, false],
  ])('is closed where it begins and open where it ends (%d)', (at, covered) => {
    expect(intervalAt([interval(NOON, NOON + 100)], at) !== null).toBe(covered)
  })

  it('lasts when it has no end', () => {
    expect(intervalAt([interval(NOON)], NOON + 1e12)).toEqual(interval(NOON))
  })

  it('is at a shared boundary the one that begins there', () => {
    const two = [interval(NOON, NOON + 100), interval(NOON + 100, NOON + 200)]
    expect(intervalAt(two, NOON + 100)).toBe(two[1])
  })

  it('is the longer one of two that begin together', () => {
    expect(intervalAt([interval(NOON, NOON + 1), interval(NOON), interval(NOON, NOON + 2)], NOON)?.until).toBeNull()
  })

  it('is the one that began first, whatever the order of the list', () => {
    fc.assert(
      fc.property(fc.array(intervals, { maxLength: 5 }), judgingInstants, (list, at) => {
        const found = intervalAt(list, at)
        const covering = list.filter(({ from, until }) => from <= at && (until === null || at < until))
        expect(found === null).toBe(covering.length === 0)
        expect(intervalAt(list.toReversed(), at)?.from).toBe(found?.from)
        expect(intervalAt(list.toReversed(), at)?.until).toBe(found?.until)
        for (const each of covering) expect(found?.from).toBeLessThanOrEqual(each.from)
      }),
    )
  })
})
