import { expect, test } from 'vitest'
import { sourceOf } from './request-source'

test.each<[string, Record<string, string>, string[], string | null]>([
  ['the socket’s address', { 'x-assay-peer': '203.0.113.9' }, [], '203.0.113.9'],
  [
    'a forwarded address nobody vouches for is not believed',
    { 'x-assay-peer': '203.0.113.9', 'x-forwarded-for': '1.2.3.4' },
    [],
    '203.0.113.9',
  ],
  [
    'a trusted proxy is believed',
    { 'x-assay-peer': '10.0.0.2', 'x-forwarded-for': '198.51.100.7' },
    ['10.0.0.0/8'],
    '198.51.100.7',
  ],
  [
    'and only what it added itself',
    { 'x-assay-peer': '10.0.0.2', 'x-forwarded-for': '1.2.3.4, 198.51.100.7' },
    ['10.0.0.0/8'],
    '198.51.100.7',
  ],
  ['without our server the last hop is the socket', { 'x-forwarded-for': '1.2.3.4, 203.0.113.9' }, [], '203.0.113.9'],
  ['nothing known', {}, [], null],
])('%s', (_, headers, trusted, expected) => {
  expect(sourceOf(new Headers(headers), trusted).ip).toBe(expected)
})
