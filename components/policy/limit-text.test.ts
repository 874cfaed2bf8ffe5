import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { limitText, parseLimit } from './limit-text'

describe('a limit as text', () => {
  it('reads back exactly what it wrote', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 * 86_400 }), (seconds) => {
        expect(parseLimit(limitText(seconds))).toEqual({ limit: 'seconds', seconds })
      }),
    )
    expect(parseLimit(limitText(null))).toEqual({ limit: 'none' })
  })

  it.each([
    ['15', 900],
    ['15m', 900],
    ['90 s', 90],
    ['1h30', 5_400],
    ['7 min 30', 450],
    ['2 d 12', 216_000],
    ['1.5 h', 5_400],
    ['1,5h', 5_400],
    ['2 days', 172_800],
    ['2 d 12 h', 216_000],
    [' 1 Week ', 604_800],
  ])('%j is %d seconds', (text, seconds) => expect(parseLimit(text)).toEqual({ limit: 'seconds', seconds }))

  it.each(['', 'soon', '15 min or so', '15 parsecs', '-5 min', 'min', '1 h, 2 min'])('%j is not guessed at', (text) => {
    expect(parseLimit(text)).toEqual({ limit: 'unclear' })
  })

  it.each([
    [900, '15 min'],
    [43_200, '12 h'],
    [86_400, '1 day'],
    [5_400, '1 h 30 min'],
    [null, 'no limit'],
  ])('%s seconds are written %s', (seconds, text) => expect(limitText(seconds)).toBe(text))
})
