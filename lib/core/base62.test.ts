import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BASE62_ALPHABET, base62, base62Value, isBase62 } from './base62'

describe('base 62', () => {
  it('uses digits, capitals and small letters, in this order and each once', () => {
    expect(BASE62_ALPHABET).toHaveLength(62)
    expect([...BASE62_ALPHABET].toSorted().join('')).toBe(BASE62_ALPHABET)
    expect(new Set(BASE62_ALPHABET).size).toBe(62)
  })

  it.each([
    [0n, 1, '0'],
    [9n, 1, '9'],
    [10n, 1, 'A'],
    [61n, 1, 'z'],
    [62n, 2, '10'],
    [62n, 6, '000010'],
    [4_294_967_295n, 6, '4gfFC3'],
  ])('writes %d in %d characters as %s', (value, length, text) => {
    expect(base62(value, length)).toBe(text)
    expect(base62Value(text)).toBe(value)
  })

  it('gives every number back that fits the length', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 62n ** 12n - 1n }), (value) => {
        expect(base62Value(base62(value, 12))).toBe(value)
      }),
    )
  })

  it('keeps the low digits of a number that is too large', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 256n - 1n }), (value) => {
        expect(base62(value, 8)).toHaveLength(8)
        expect(base62Value(base62(value, 8))).toBe(value % 62n ** 8n)
      }),
    )
  })

  it('reads no number from a text with any other character', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.constantFrom('-', '_', ' ', '\n', 'é', '٣'), (before, after, other) => {
        expect(base62Value(before + other + after)).toBeNull()
        expect(isBase62(before + other + after)).toBe(false)
      }),
    )
  })

  it('finds nothing wrong with an empty text', () => {
    expect(isBase62('')).toBe(true)
    expect(base62Value('')).toBe(0n)
  })
})
