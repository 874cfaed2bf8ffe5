import { expect, test } from 'vitest'
import { createVisitLimit } from './visit-limit'

let now = 0
const limit = () => createVisitLimit({ visits: 2, withinMilliseconds: 60_000, clock: () => now })

test('a network that has had its share waits for the next minute', () => {
  now = 0
  const { admits } = limit()
  expect([admits('203.0.113.9'), admits('203.0.113.10'), admits('203.0.113.11')]).toEqual([true, true, false])
  now = 60_000
  expect(admits('203.0.113.9')).toBe(true)
})

test('one network does not use up the share of another, and nobody escapes by having no address', () => {
  const { admits } = limit()
  for (let visit = 0; visit < 5; visit += 1) admits('203.0.113.9')
  expect([admits('203.0.114.9'), admits('2001:db8::1')]).toEqual([true, true])
  expect([admits(null), admits(null), admits(null)]).toEqual([true, true, false])
})

test('an IPv6 household is one network, however many addresses it has', () => {
  const { admits } = limit()
  expect(['2001:db8:0:1::1', '2001:db8:0:2::2', '2001:db8:0:3::3'].map(admits)).toEqual([true, true, false])
})

test('more networks than memory is for are counted anew', () => {
  const { admits } = limit()
  for (let network = 0; network < 10_001; network += 1) admits(`10.${network >> 8}.${network & 255}.1`)
  expect([admits('10.0.0.1'), admits('10.0.0.1'), admits('10.0.0.1')]).toEqual([true, true, false])
})
