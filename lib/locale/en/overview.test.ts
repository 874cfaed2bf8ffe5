import { describe, expect, it } from 'vitest'
import { clockWords, tellSurge, timesUsual } from './overview'

const surge = { from: 1_000, until: null, count: 80, expected: 20 }
const mostly = { word: 'idle', share: 0.96, application: 'Storefront', applicationShare: 1 }
const told = (...args: Parameters<typeof tellSurge>) =>
  tellSurge(...args)
    .map((part) => (typeof part === 'string' ? part : part.at))
    .join('')

describe('what the overview says first', () => {
  it('is how much more than usual, since when, of what and where', () => {
    expect(told(surge, mostly)).toBe('Refusals are 4 times the usual since 1000, nearly all idle in Storefront.')
  })

  it('says until when once it is over', () => {
    expect(told({ ...surge, until: 9_000 }, null)).toBe('Refusals were 4 times the usual from 1000 to 9000.')
  })

  it.each([
    [{ share: 1 }, ', all idle in Storefront.'],
    [{ share: 0.6 }, ', mostly idle in Storefront.'],
    [{ share: 0.3 }, ', all in Storefront.'],
    [{ applicationShare: 0.4 }, ', nearly all idle, in several applications.'],
    [{ share: 0.3, applicationShare: 0.4 }, ', for several reasons in several applications.'],
  ])('claims no more than there is: %j', (changes, end) => {
    expect(told(surge, { ...mostly, ...changes })).toMatch(new RegExp(`${end}$`))
  })

  it.each([
    [{ count: 90, expected: 20 }, '4.5 times the usual'],
    [{ count: 900, expected: 40 }, '23 times the usual'],
    [{ count: 34, expected: 0 }, '34 where there are usually none'],
  ])('divides by nothing: %j', (changes, words) => {
    expect(timesUsual({ ...surge, ...changes })).toBe(words)
  })

  it('says which way a clock is off', () => {
    expect([clockWords(-94), clockWords(120)]).toEqual(['94 seconds behind', '2 minutes ahead'])
  })
})
