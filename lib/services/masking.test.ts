import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { masked, maskSearch, maskText, OPEN, veiled } from './masking'

describe('personal data in a text', () => {
  test.for<[string, string]>([
    ['ina@example.com', 'i•••@example.com'],
    ['Ina.Novak+shop@mail.example.co.uk', 'I•••@mail.example.co.uk'],
    ['écume@example.com', 'é•••@example.com'],
    ['203.0.113.9', '203.0.•.•'],
    ['203.0.113.0/24', '203.0.•.•'],
    ['2001:db8:85a3::8a2e:370:7334', '2001:db8:•'],
    ['2001:db8::/48', '2001:db8:•'],
    ['::1', '0:0:•'],
    ['::ffff:203.0.113.9', '203.0.•.•'],
    [
      'told ina@example.com, who called from 203.0.113.9 (home)',
      'told i•••@example.com, who called from 203.0.•.• (home)',
    ],
    ['from 2001:db8:1:2:3:4:5:6 and 2001:db8::5', 'from 2001:db8:• and 2001:db8:•'],
    ['Called from 203.0.113.9.', 'Called from 203.0.•.•.'],
    ['http://203.0.113.9/ and https://example.com/203.0.113.9', 'http://203.0.•.•/ and https://example.com/203.0.•.•'],
    ['http://[2001:db8:1::9]:8443/a', 'http://[2001:db8:•]:8443/a'],
    ['all of 2001:db8:1:2::/64, he said', 'all of 2001:db8:•, he said'],
    ['all of 2001:db8:1:2::.', 'all of 2001:db8:•.'],
    ['2001:db8::5: refused', '2001:db8:•: refused'],
    ['2001:db8:1:2:3:4::9', '2001:db8:•'],
    ['as ::ffff:203.0.113.9, or 64:ff9b::203.0.113.9', 'as 203.0.•.•, or 64:ff9b:•'],
    ['on fe80::1:2%eth0', 'on fe80:0:•%eth0'],
    ['ina@[203.0.113.9] and ina@[IPv6:2001:db8:1::9]', 'i•••@[203.0.•.•] and i•••@[IPv6:2001:db8:•]'],
    ['by mailto:ina.novak@example.com.', 'by mailto:i•••@example.com.'],
    ["o'brien@example.com", 'o•••@example.com'],
    ['novak,ina@example.com', 'n•••@example.com'],
    ['"ina novak"@example.com', 'i•••@example.com'],
    ['to _ina@example.com', 'to i•••@example.com'],
    ['name=ina.secret%40example.com&state=active', 'n•••@example.com&state=active'],
    ['network=203.0.113.9%2F24 of%20ina%2540example.com', 'network=203.0.•.• of i•••@example.com'],
  ])('%s reads %s', ([text, shown]) => expect(maskText(text)).toBe(shown))

  test.for([
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/144.0.0.0 Safari/537.36',
    '2026-05-03T14:02:31Z',
    '14:02:31',
    'asy_live_session_0A7KdQ…',
    '0199a0aa-0000-7000-8000-000000000000',
    'Ina Novak',
    'storefront',
    '@dana said so',
    'version 1.2.3',
    'Chrome/141.0.7390.54',
    'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/144.0.0.0 Edg/144.0.0.0',
    'since v1.20.3.4, not 10.0.19045.5247, and 1.2.3.4.5 least of all',
    'from 14:02:31 to 23:59:59.999',
    'std::vector, Foo::Bar and a :: b',
    '100 % of 20%20 at 5 @ noon',
  ])('%s is none', (text) => expect(maskText(text)).toBe(text))
})

/** Addresses of every kind, each with what of it may still stand. */
const byte = fc.integer({ min: 0, max: 255 })
const bytes = fc.tuple(byte, byte, byte, byte)
const hex = fc.integer({ min: 0, max: 0xffff }).map((group) => group.toString(16))
const groups = fc.array(hex, { minLength: 8, maxLength: 8 })
const gapped = fc
  .tuple(fc.array(hex, { maxLength: 6 }), fc.array(hex, { minLength: 1, maxLength: 6 }))
  .filter(([head, tail]) => head.length + tail.length < 8)
const shownOf = ([first = '0', second = '0']: readonly string[]) => `${first}:${second}:•`
const withLength = (written: fc.Arbitrary<readonly [string, string]>, most: number) =>
  fc
    .tuple(written, fc.option(fc.integer({ min: 0, max: most }), { nil: null }))
    .map(([[address, shown], length]) => [length === null ? address : `${address}/${length}`, shown] as const)
const ipv4 = bytes.map((all) => [all.join('.'), `${all[0]}.${all[1]}.•.•`] as const)
const ipv6 = fc.oneof(
  groups.map((all) => [all.join(':'), shownOf(all)] as const),
  gapped.map(([head, tail]) => [`${head.join(':')}::${tail.join(':')}`, shownOf(head)] as const),
  fc.array(hex, { minLength: 1, maxLength: 7 }).map((head) => [`${head.join(':')}::`, shownOf(head)] as const),
  bytes.map((all) => [`::ffff:${all.join('.')}`, `${all[0]}.${all[1]}.•.•`] as const),
  fc
    .tuple(groups, bytes)
    .map(([all, last]) => [`${all.slice(0, 6).join(':')}:${last.join('.')}`, shownOf(all)] as const),
)
const network = fc.oneof(withLength(ipv4, 32), withLength(ipv6, 128))
const mail = fc
  .tuple(fc.stringMatching(/^[a-z\u00e9][a-z0-9.+_'=/&-]{2,20}$/), fc.domain())
  .map(([name, domain]) => [`${name}@${domain}`, `${name[0]}•••@${domain}`] as const)

/** What stands before and after, with nothing in it that could be read as a part of an address. */
const around = fc.tuple(
  fc.constantFrom(
    '',
    'From ',
    'it was (',
    'said "',
    "'",
    '<',
    'at: ',
    'a, ',
    'x;',
    'IP=[',
    '- ',
    'écume ',
    'um 14:02:31 ',
  ),
  fc.constantFrom(
    '',
    '.',
    ',',
    ';',
    ':',
    '!',
    '?',
    ')',
    '"',
    "'",
    '>',
    '…',
    ' – yes',
    '. It was',
    ', v1.2.3',
    ' at 14:02:31',
  ),
)

describe('wherever in a sentence it stands', () => {
  test('no address and no mail survives, and all around it does', () => {
    fc.assert(
      fc.property(around, fc.oneof(network, mail), ([before, after], [written, shown]) => {
        // A field that holds nothing but a mail has no sentence around it; a sign that a name may begin with goes with it.
        fc.pre(!written.includes('@') || (/\s/.test(before + after) && !/['=]$/.test(before)))
        const text = maskText(`${before}${written}${after}`)
        expect(text).toBe(`${before}${shown}${after}`)
        expect(maskText(text)).toBe(text)
      }),
      { numRuns: 2_000 },
    )
  })

  test('none survives as the host of a URL, in a query or encoded', () => {
    const host = fc.oneof(
      ipv4,
      ipv6.map(([written, shown]) => [`[${written}]`, `[${shown}]`] as const),
    )
    fc.assert(
      fc.property(
        host,
        mail,
        fc.constantFrom('', ':8443', '/', '/24/7', '?a=1'),
        ([written, shown], [who, seen], end) => {
          expect(maskText(`see http://${written}${end}`).replace('/24/7', '/7')).toBe(
            `see http://${shown}${end}`.replace('/24/7', '/7'),
          )
          const query = new URLSearchParams({ network: written, person: who }).toString()
          expect(decodeURIComponent(maskSearch(query))).toBe(`network=${shown}&person=${seen}`)
          for (const needle of [written, who, who.split('@')[0] ?? who]) {
            expect(maskText(query)).not.toContain(needle)
            expect(decodeURIComponent(maskText(query))).not.toContain(needle)
          }
        },
      ),
    )
  })

  test('masking what was masked changes nothing, whatever it was', () => {
    const part = fc.oneof(
      fc.constantFrom('@', ':', '::', '.', '/', '%', '%40', '%25', 'v', 'Chrome/', '1', '203', 'fe80', ' ', '•', '"'),
      network.map(([written]) => written),
      mail.map(([written]) => written),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const once = maskText(parts.join(''))
        expect(maskText(once)).toBe(once)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('a value', () => {
  const value = { at: 5, mail: 'ina@example.com', deep: [{ ip: '203.0.113.9', none: null, yes: true }] }

  test('is masked at any depth, and keeps its shape', () => {
    expect(masked(value)).toEqual({
      at: 5,
      mail: 'i•••@example.com',
      deep: [{ ip: '203.0.•.•', none: null, yes: true }],
    })
  })

  test('keeps the networks of a rule, at any depth, and no mail in them nor an address beside them', () => {
    const rules = { allowedAddresses: ['203.0.113.0/24'], terms: [{ allowed: ['2001:db8::/48', 'ina@example.com'] }] }
    expect(masked({ ...rules, address: '203.0.113.9' })).toEqual({
      allowedAddresses: ['203.0.113.0/24'],
      terms: [{ allowed: ['2001:db8::/48', 'i•••@example.com'] }],
      address: '203.0.•.•',
    })
  })

  test('is shown where its application is seen or its person was revealed, and nowhere else', () => {
    const veil = { reach: { all: false, applicationIds: ['shop'] }, revealed: new Set(['ina']) } as const
    expect(veiled(veil, { subjectId: null, applicationId: 'shop' }, value)).toEqual(value)
    expect(veiled(veil, { subjectId: 'ina', applicationId: 'desk' }, value)).toEqual(value)
    for (const about of [
      { subjectId: 'ivo', applicationId: 'desk' },
      { subjectId: null, applicationId: null },
    ])
      expect(veiled(veil, about, value)).toEqual(masked(value))
    expect(veiled(OPEN, { subjectId: null, applicationId: null }, value)).toEqual(value)
  })
})
