import { expect, test } from 'vitest'
import config from './next.config.mjs'

async function headersOf(source: string): Promise<Map<string, string>> {
  const rules = await config.headers?.()
  const of = rules?.filter((rule) => rule.source === source).flatMap(({ headers }) => headers) ?? []
  return new Map(of.map(({ key, value }) => [key.toLowerCase(), value]))
}

test('every answer of the console says that it is not sniffed, framed, or told to others', async () => {
  const headers = await headersOf('/:path*')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('cross-origin-resource-policy')).toBe('same-origin')
})

test('static files, which the proxy does not see, have a policy and ask for https as everything else does', async () => {
  const headers = await headersOf('/_next/static/:path*')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'")
  expect(headers.get('strict-transport-security')).toMatch(/^max-age=63072000; includeSubDomains$/)
})
