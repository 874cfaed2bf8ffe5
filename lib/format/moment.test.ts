import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { instantOf, parseMoment, splitMoment, wallClockAt } from './moment'

const ZONE = 'Europe/Vienna'
/** Wednesday, 25 November 2026, 15:30 in Vienna. */
const NOW = Date.UTC(2026, 10, 25, 14, 30)
const vienna = (text: string) => parseMoment(text, NOW, ZONE)
const utc = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(0, 19))

describe('a moment in plain words', () => {
  test.for([
    ['14:03', '2026-11-25T13:03:00'],
    ['around 14:03', '2026-11-25T13:03:00'],
    ['at about 14:03:22', '2026-11-25T13:03:22'],
    ['~14h03', '2026-11-25T13:03:00'],
    ['2:03 pm', '2026-11-25T13:03:00'],
    ['2pm', '2026-11-25T13:00:00'],
    ['2:03 p.m.', '2026-11-25T13:03:00'],
    ['12 am', '2026-11-24T23:00:00'],
    ['noon', '2026-11-25T11:00:00'],
    ['16:00', '2026-11-24T15:00:00'],
    ['yesterday 9:15', '2026-11-24T08:15:00'],
    ['yesterday around 9:15 pm', '2026-11-24T20:15:00'],
    ['9:15 yesterday', '2026-11-24T08:15:00'],
    ['today at 9:15', '2026-11-25T08:15:00'],
    ['Tuesday, 9:15', '2026-11-24T08:15:00'],
    ['on wednesday at 9:15', '2026-11-18T08:15:00'],
    ['last fri 9:15', '2026-11-20T08:15:00'],
    ['3 May 14:03', '2026-05-03T12:03:00'],
    ['May 3 14:03', '2026-05-03T12:03:00'],
    ['3 May 2025, 14:03', '2025-05-03T12:03:00'],
    ['24 dec 14:03', '2025-12-24T13:03:00'],
    ['2026-05-03 14:03', '2026-05-03T12:03:00'],
    ['03.05.2026 14:03', '2026-05-03T12:03:00'],
    ['3.5. 14:03', '2026-05-03T12:03:00'],
    ['2026-05-03T14:03:00Z', '2026-05-03T14:03:00'],
    ['2026-05-03T14:03+02:00', '2026-05-03T12:03:00'],
    ['20 minutes ago', '2026-11-25T14:10:00'],
    ['an hour ago', '2026-11-25T13:30:00'],
    ['half an hour ago', '2026-11-25T14:00:00'],
    ['2 days ago', '2026-11-23T14:30:00'],
    ['just now', '2026-11-25T14:30:00'],
  ] as const)('“%s”', ([text, expected]) => {
    expect(utc(vienna(text))).toBe(expected)
  })
})

describe('no moment is meant by', () => {
  test.for([
    ...[
      '',
      '14',
      'yesterday',
      '3 May',
      '25:00',
      '12:60',
      '13 pm',
      '0 am',
      '30 Feb 14:03',
      '2026-13-01 14:03',
      '14:03 14:03',
    ],
    ...['May Smith', 'next week 14:03', '::1', '203.0.113.7', '3 May 2031 14:03', '2031-05-03T14:03:00Z', 'x 14:03'],
  ])('“%s”', (text) => {
    expect(vienna(text)).toBeNull()
  })

  test('anything at all: it answers with an instant of the past or nothing, and never throws', () => {
    const words = fc.constantFrom(
      '14:03',
      'may',
      '3',
      'yesterday',
      'around',
      'pm',
      'ago',
      '2026',
      'hour',
      '31.2.',
      '12',
      '~',
    )
    const texts = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 5 }).map((all) => all.join(' ')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const at = vienna(text)
        expect(at === null || (Number.isFinite(at) && at <= NOW + 86_400_000)).toBe(true)
      }),
    )
  })
})

describe('who and when in one line', () => {
  test.for([
    ['amara@example.org around 14:03', 'amara@example.org', '2026-11-25T13:03:00'],
    ['Amara Diallo yesterday 9:15', 'Amara Diallo', '2026-11-24T08:15:00'],
    ['May Smith, 14:03', 'May Smith', '2026-11-25T13:03:00'],
    ['203.0.113.9 at 14:03', '203.0.113.9', '2026-11-25T13:03:00'],
    ['2001:db8::/32 14:03', '2001:db8::/32', '2026-11-25T13:03:00'],
    ['Amara 3 May 14:03', 'Amara', '2026-05-03T12:03:00'],
  ] as const)('“%s”', ([text, rest, at]) => {
    const split = splitMoment(text, NOW, ZONE)
    expect([split?.rest, utc(split?.at ?? null)]).toEqual([rest, at])
  })

  test.for(['14:03', 'amara@example.org', 'Amara Diallo', '', '2001:db8::1'])(
    'neither without the other: “%s”',
    (text) => {
      expect(splitMoment(text, NOW, ZONE)).toBeNull()
    },
  )
})

describe('a clock on the wall', () => {
  test('shows what the zone shows, over both changes of the clock', () => {
    expect(wallClockAt(Date.UTC(2026, 2, 29, 0, 59), ZONE)).toMatchObject({ hour: 1, minute: 59 })
    expect(wallClockAt(Date.UTC(2026, 2, 29, 1, 0), ZONE)).toMatchObject({ hour: 3, minute: 0 })
  })

  test('leads back to the instant it was read at, in any zone, but where the clock shows an hour twice', () => {
    const zones = fc.constantFrom(
      'UTC',
      ZONE,
      'America/New_York',
      'Asia/Kolkata',
      'Pacific/Apia',
      'Australia/Lord_Howe',
    )
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), zones, (second, zone) => {
        const at = second * 1_000
        const again = instantOf(wallClockAt(at, zone), zone)
        expect(wallClockAt(again, zone)).toEqual(wallClockAt(at, zone))
        expect(Math.abs(again - at)).toBeLessThanOrEqual(3_600_000)
      }),
    )
  })
})
