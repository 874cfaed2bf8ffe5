import { describe, expect, test } from 'vitest'
import { originProblem, readOriginProblem } from './origin'

const CONSOLE = 'https://assay.example.org'

describe('the origin of a mutation', () => {
  test.each<[string, Record<string, string>, ReturnType<typeof originProblem>]>([
    ['no Origin', { host: 'assay.example.org' }, 'missing'],
    ['an empty Origin', { origin: '', host: 'assay.example.org' }, 'missing'],
    ['Origin: null', { origin: 'null', host: 'assay.example.org' }, 'opaque'],
    ['Origin: null and a Host named null', { origin: 'null', host: 'null' }, 'opaque'],
    ['another site', { origin: 'https://evil.example', host: 'assay.example.org' }, 'foreign'],
    ['a sibling host', { origin: 'https://shop.example.org', host: 'assay.example.org' }, 'foreign'],
    ['another port', { origin: 'https://assay.example.org:8443', host: 'assay.example.org' }, 'foreign'],
    ['a name that begins alike', { origin: 'https://assay.example.org.evil.example', host: 'x' }, 'foreign'],
    ['user information', { origin: 'https://assay.example.org@evil.example', host: 'assay.example.org' }, 'foreign'],
    ['a path', { origin: 'https://localhost:3000/x', host: 'localhost:3000' }, 'foreign'],
    ['two origins', { origin: 'https://assay.example.org https://evil.example', host: 'x' }, 'foreign'],
    ['no URL at all', { origin: 'assay.example.org', host: 'assay.example.org' }, 'foreign'],
    ['another scheme', { origin: 'file://assay.example.org', host: 'assay.example.org' }, 'foreign'],
    [
      'a forwarded host is not asked',
      { origin: 'https://evil.example', host: 'assay.example.org', 'x-forwarded-host': 'evil.example' },
      'foreign',
    ],
    ['a page of another site by Fetch Metadata', { origin: CONSOLE, 'sec-fetch-site': 'cross-site' }, 'cross_site'],
    ['a sibling by Fetch Metadata', { origin: CONSOLE, 'sec-fetch-site': 'same-site' }, 'cross_site'],
    ['the address bar by Fetch Metadata', { origin: CONSOLE, 'sec-fetch-site': 'none' }, 'cross_site'],
    ['the configured address behind a proxy', { origin: CONSOLE, host: 'internal:3000' }, null],
    ['the host it was reached at', { origin: 'http://127.0.0.1:3000', host: '127.0.0.1:3000' }, null],
    ['its own page by Fetch Metadata', { origin: CONSOLE, 'sec-fetch-site': 'same-origin' }, null],
  ])('%s', (_, headers, expected) => {
    expect(originProblem(new Headers(headers), CONSOLE)).toBe(expected)
  })
})

describe('the origin of a read', () => {
  test.each<[string, Record<string, string>, ReturnType<typeof originProblem>]>([
    ['its own page', { 'sec-fetch-site': 'same-origin' }, null],
    ['the address bar', { 'sec-fetch-site': 'none' }, null],
    ['a client without Fetch Metadata', {}, null],
    ['an image on another site', { 'sec-fetch-site': 'cross-site' }, 'cross_site'],
    ['a script of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, 'foreign'],
    ['a sandboxed frame', { origin: 'null' }, 'opaque'],
  ])('%s', (_, headers, expected) => {
    expect(readOriginProblem(new Headers(headers), CONSOLE)).toBe(expected)
  })
})
