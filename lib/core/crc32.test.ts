import { crc32 as zlibCrc32 } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base62 } from './base62'
import { crc32 } from './crc32'

describe('CRC-32', () => {
  it.each([
    ['', 0],
    ['123456789', 0xcbf43926],
    ['The quick brown fox jumps over the lazy dog', 0x414fa339],
  ])('of %j is the published check value', (text, value) => expect(crc32(text)).toBe(value))

  it('in base 62 is the checksum GitHub and npm print', () => {
    expect(base62(BigInt(crc32('zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ')), 6)).toBe('0mLq17')
  })

  // zlib.crc32 came with Node 20.15 and 22.2; older ones have nothing to compare with.
  it.skipIf(zlibCrc32 === undefined)('equals the one of zlib for every ASCII text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 200 }), (text) => {
        expect(crc32(text)).toBe(zlibCrc32(text))
      }),
    )
  })

  it('is never negative and fits 32 bits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(crc32(text)).toBeGreaterThanOrEqual(0)
        expect(crc32(text)).toBeLessThan(2 ** 32)
      }),
    )
  })
})
