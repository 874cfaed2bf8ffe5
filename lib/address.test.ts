import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createAddressReader, normaliseAddress } from './address'

describe('an address', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:cb00:7107', '203.0.113.7'],
    ['2001:DB8:0:0::1', '2001:db8::1'],
    ['::1', '::1'],
  ])('%s is written as %s', (given, canonical) => {
    expect(normaliseAddress(given)).toBe(canonical)
  })

  it.each([
    '',
    'localhost',
    '1.2.3',
    '010.1.1.1.1',
    '300.1.1.1',
    '0x7f.1',
    '1.2.3.4:80',
    '[::1]',
    'fe80::1%eth0',
    '::1/64',
  ])('is not read from %j', (text) => {
    expect(normaliseAddress(text)).toBeNull()
  })

  it('is canonical: writing it again changes nothing', () => {
    fc.assert(
      fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
        const once = normaliseAddress(text)
        expect(once).not.toBeNull()
        expect(normaliseAddress(once ?? '')).toBe(once)
      }),
    )
  })
})

describe("the caller's address", () => {
  const direct = createAddressReader([])
  const behind = createAddressReader(['10.0.0.0/8', '::1'])

  it("is the socket's; what the caller forwards is not believed", () => {
    expect(direct('192.0.2.1', '203.0.113.7')).toBe('192.0.2.1')
    expect(behind('192.0.2.1', '203.0.113.7')).toBe('192.0.2.1')
  })

  it('is what the outermost trusted proxy saw', () => {
    expect(behind('10.0.0.1', '203.0.113.7')).toBe('203.0.113.7')
    expect(behind('::ffff:10.0.0.1', '1.1.1.1, 203.0.113.7, 10.2.3.4')).toBe('203.0.113.7')
    expect(behind('::1', '2001:db8::7')).toBe('2001:db8::7')
  })

  it('is nobody where a trusted proxy forwards nonsense', () => {
    expect(behind('10.0.0.1', 'unknown')).toBeNull()
    expect(behind(undefined, undefined)).toBeNull()
  })

  it('is the outermost proxy where all are trusted', () => {
    expect(behind('10.0.0.1', '10.0.0.3, 10.0.0.2')).toBe('10.0.0.3')
  })

  it('is not read behind what is no network', () => {
    expect(() => createAddressReader(['somewhere'])).toThrow(RangeError)
  })
})
