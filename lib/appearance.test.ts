import { expect, test } from 'vitest'
import { chosenZoneOf, looksCookie, zoneCookie } from './appearance'

test.each([
  ['Europe/Berlin', 'Europe/Berlin'],
  ['UTC', 'UTC'],
])('%s is a zone one can choose', (text, zone) => {
  expect(chosenZoneOf(text)).toBe(zone)
})

test.each([[''], ['Mars/Olympus'], ['Europe/Berlin; path=/'], [undefined], [null], ['x'.repeat(65)]])(
  '%j is no choice, so the browser’s own zone stays',
  (text) => {
    expect(chosenZoneOf(text)).toBeNull()
  },
)

test.each(['theme', 'zone', 'zone-chosen'] as const)('on https the cookie for %s is bound to its host', (look) => {
  expect(looksCookie(look, 'https://assay.example.org')).toBe(`__Host-assay.${look}`)
  expect(looksCookie(look, 'http://localhost:3000')).toBe(`assay.${look}`)
})

test('the cookie that a script writes is Secure on https, and has what its prefix demands', () => {
  expect(zoneCookie('Europe/Berlin', 'https://assay.example.org')).toBe(
    '__Host-assay.zone=Europe/Berlin; path=/; max-age=31536000; samesite=lax; secure',
  )
  expect(zoneCookie('UTC', 'http://localhost:3000')).toBe('assay.zone=UTC; path=/; max-age=31536000; samesite=lax')
})
