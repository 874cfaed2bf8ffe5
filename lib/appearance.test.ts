import { expect, test } from 'vitest'
import { chosenZoneOf } from './appearance'

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
