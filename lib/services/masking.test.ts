import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { masked, maskText, OPEN, veiled } from './masking'

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
  ])('%s is none', (text) => expect(maskText(text)).toBe(text))

  test('no local part longer than a letter and no last half of an address survives', () => {
    const local = fc.stringMatching(/^[a-z][a-z0-9.+_-]{2,20}$/)
    const byte = fc.integer({ min: 0, max: 255 })
    fc.assert(
      fc.property(local, fc.tuple(byte, byte, byte, byte), (name, bytes) => {
        const shown = maskText(`${name}@example.org ${bytes.join('.')}`)
        expect(shown).toBe(`${name[0]}•••@example.org ${bytes.slice(0, 2).join('.')}.•.•`)
      }),
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
