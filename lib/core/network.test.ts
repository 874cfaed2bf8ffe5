import { BlockList, isIP } from 'node:net'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contains, formatNetwork, isListed, isWhole, type Network, parseNetwork } from './network'

const read = (text: string): Network => {
  const network = parseNetwork(text)
  if (network === null) throw new Error(`${text} was not read`)
  return network
}

const v4 = fc.ipV4()
const v6 = fc.ipV6()
/** Few bits differ: neighbours and edges of networks come up in most runs. */
const close4 = fc
  .tuple(fc.constantFrom(0, 1, 127, 128, 255), fc.integer({ min: 0, max: 255 }))
  .map(([c, d]) => `203.0.${c}.${d}`)
const close6 = fc.integer({ min: 0, max: 0xffff }).map((group) => `2001:db8::${group.toString(16)}:1`)

describe('an address or network', () => {
  it.each([
    '203.0.113.7',
    '0.0.0.0/0',
    '10.0.0.0/8',
    '255.255.255.255/32',
    '::',
    '::1',
    '::/0',
    '2001:db8::/32',
    '2001:DB8:0:0:0:0:0:1',
    '1:2:3:4:5:6:7::',
    '::ffff:203.0.113.7',
    '::ffff:203.0.113.0/120',
    '64:ff9b::192.0.2.33',
  ])('is read when it is %s', (text) => expect(parseNetwork(text)).not.toBeNull())

  it.each([
    '',
    ' 10.0.0.1',
    '10.0.0',
    '10.0.0.1.2',
    '10.0.0.256',
    '10.0.0.01',
    '0x0a.0.0.1',
    '10.0.0.0/33',
    '10.0.0.0/08',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '10.0.0.0/-1',
    '10.0.0.1:80',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    'g::',
    '::1%eth0',
    '::/129',
    '203.0.113.7::1',
    '1.2.3.4::',
    '::1.2.3.4:5',
    'localhost',
    '２０３.0.113.7',
  ])('is not read when it is “%s”', (text) => expect(parseNetwork(text)).toBeNull())

  it('is read exactly where the platform reads one, and never throws', () => {
    const texts = fc.oneof(v4, v6, fc.string(), fc.string({ unit: fc.constantFrom('0', '1', 'f', ':', '.', '5') }))
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(!/[/%]/.test(text))
        expect(parseNetwork(text) !== null).toBe(isIP(text) !== 0)
      }),
      { numRuns: 3_000 },
    )
  })

  it('with bits after its length is told from a whole one', () => {
    expect(
      ['10.0.0.0/8', '203.0.113.7', '2001:db8::/32', '::/0', '0.0.0.0/0'].map((text) => isWhole(read(text))),
    ).not.toContain(false)
    expect(
      ['10.0.0.5/8', '203.0.113.7/31', '2001:db8::1/64', '::1/0'].map((text) => isWhole(read(text))),
    ).not.toContain(true)
  })
})

describe('its canonical text', () => {
  it.each([
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:0:0:1:0:0:0:1', '2001:0:0:1::1'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['::', '::'],
    ['::/0', '::/0'],
    ['1:0:0:0:0:0:0:0/16', '1::/16'],
    ['::ffff:203.0.113.0/120', '203.0.113.0/24'],
    ['10.0.0.1/32', '10.0.0.1'],
    ['2001:db8::1/128', '2001:db8::1'],
    ['0.0.0.0/0', '0.0.0.0/0'],
  ])('of %s is %s', (text, canonical) => expect(formatNetwork(read(text))).toBe(canonical))

  it('reads as the same network, and is what the platform writes', () => {
    fc.assert(
      fc.property(fc.oneof(v4, v6, close6), (text) => {
        const network = read(text)
        expect(read(formatNetwork(network))).toEqual(network)
        if (network.family === 6) expect(`[${formatNetwork(network)}]`).toBe(new URL(`http://[${text}]`).hostname)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a list of networks', () => {
  it.each<[string, string, boolean]>([
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['10.0.0.0/31', '10.0.0.1', true],
    ['10.0.0.0/31', '10.0.0.2', false],
    ['2001:db8::/33', '2001:db8:7fff::1', true],
    ['2001:db8::/33', '2001:db8:8000::1', false],
    // One address, two ways to write it.
    ['203.0.113.0/24', '::ffff:203.0.113.9', true],
    ['::ffff:203.0.113.0/120', '203.0.113.9', true],
    ['::ffff:203.0.113.0/120', '203.0.114.9', false],
    ['2001:db8::1', '2001:DB8:0:0::1', true],
    // Families stay apart, however wide.
    ['::/0', '203.0.113.7', false],
    ['::/0', '2001:db8::1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['0.0.0.0/0', '203.0.113.7', true],
    ['::/64', '203.0.113.7', false],
  ])('%s holds %s: %s', (network, address, held) => expect(isListed(address, [network])).toBe(held))

  it('holds what the platform says it holds', () => {
    const cases = fc.oneof(
      fc.record({ base: fc.oneof(v4, close4), address: fc.oneof(v4, close4), length: fc.integer({ min: 0, max: 32 }) }),
      fc.record({
        base: fc.oneof(v6, close6),
        address: fc.oneof(v6, close6),
        length: fc.integer({ min: 0, max: 128 }),
      }),
    )
    fc.assert(
      fc.property(cases, ({ base, address, length }) => {
        const mapped = [base, address].some((text) => read(text).family === 4 && text.includes(':'))
        fc.pre(!mapped)
        const [family, list] = [base.includes(':') ? 'ipv6' : 'ipv4', new BlockList()] as const
        list.addSubnet(base, length, family)
        expect(isListed(address, [`${base}/${length}`])).toBe(
          list.check(address, address.includes(':') ? 'ipv6' : 'ipv4'),
        )
      }),
      { numRuns: 5_000 },
    )
  })

  it('holds nothing when it is empty, no network as if it were an address, and nothing that is neither', () => {
    expect(isListed('203.0.113.7', [])).toBe(false)
    expect(isListed('203.0.113.0/24', ['203.0.113.0/24'])).toBe(false)
    expect(isListed('somewhere', ['0.0.0.0/0', '::/0'])).toBe(false)
    expect(isListed('203.0.113.7', ['somewhere'])).toBe(false)
  })

  it('holds no more after one of its networks is taken away', () => {
    const networks = fc.array(
      fc.tuple(close4, fc.integer({ min: 16, max: 32 })).map(([base, bits]) => `${base}/${bits}`),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    fc.assert(
      fc.property(networks, close4, fc.nat(4), (list, address, index) => {
        if (isListed(address, list.toSpliced(index % list.length, 1))) expect(isListed(address, list)).toBe(true)
      }),
    )
  })

  it('inside another is inside with all of its addresses', () => {
    const network = fc.tuple(close4, fc.integer({ min: 14, max: 32 })).map(([base, bits]) => `${base}/${bits}`)
    fc.assert(
      fc.property(network, network, close4, (outer, inner, address) => {
        fc.pre(contains(read(outer), read(inner)) && isListed(address, [inner]))
        expect(isListed(address, [outer])).toBe(true)
      }),
      { numRuns: 2_000 },
    )
  })
})
