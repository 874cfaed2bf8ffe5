import { describe, expect, it } from 'vitest'
import { isConfirmedBy, isNoteRequired, isTyped } from './act'

describe('what must be typed', () => {
  it.each([
    ['more than a hundred', 101, [{ count: 101, live: 1_010 }], true],
    ['a hundred that are a tenth and no more', 100, [{ count: 100, live: 1_000 }], false],
    [
      'a hundred spread thin',
      100,
      [
        { count: 50, live: 500 },
        { count: 50, live: 501 },
      ],
      false,
    ],
    ['more than a tenth of one application', 11, [{ count: 11, live: 109 }], true],
    ['exactly a tenth', 11, [{ count: 11, live: 110 }], false],
    [
      'more than a tenth of the smaller of two',
      12,
      [
        { count: 10, live: 1_000 },
        { count: 2, live: 19 },
      ],
      true,
    ],
    ['one alone, whatever else lives there', 1, [{ count: 1, live: 1 }], false],
    ['nothing', 0, [], false],
  ])('%s', (_, total, shares, typed) => expect(isTyped('end', total, shares)).toBe(typed))

  it('is the same for suspending, and nothing for giving access back', () => {
    expect(isTyped('suspend', 101, [])).toBe(true)
    expect(isTyped('resume', 12_408, [{ count: 12_408, live: 12_408 }])).toBe(false)
  })
})

describe('what was typed', () => {
  it.each(['12408', '12,408', '12.408', '12 408', ' 12’408 '])('%j is the number', (typed) =>
    expect(isConfirmedBy(typed, 12_408, [])).toBe(true),
  )

  it.each(['', '12', '12408 sessions', '-12408a', 'twelve', '124 080'])('%j is not', (typed) =>
    expect(isConfirmedBy(typed, 12_408, ['Storefront', 'Help desk'])).toBe(false),
  )

  it('is the name of the application where it is the only one, whatever its case', () => {
    expect(isConfirmedBy('storefront ', 12, ['Storefront'])).toBe(true)
    expect(isConfirmedBy('Storefront', 12, ['Storefront', 'Help desk'])).toBe(false)
    expect(isConfirmedBy('Help', 12, ['Help desk'])).toBe(false)
  })
})

it('an auditor asks why, except where its holder signed out or nothing was taken away', () => {
  for (const cause of ['unspecified', 'key_compromise', 'affiliation_changed', 'privilege_withdrawn'] as const)
    expect(isNoteRequired('end', cause)).toBe(true)
  expect(isNoteRequired('end', 'logged_out')).toBe(false)
  expect(isNoteRequired('suspend', null)).toBe(true)
  expect(isNoteRequired('resume', null)).toBe(false)
})
