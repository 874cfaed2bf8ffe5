import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pastedKind } from './pasted-kind'

const BASE62 = [...'0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz']

describe('what may leave the browser', () => {
  it.each([
    ['asy_live_session_0A7KdQ', 'token'],
    ['Authorization: Bearer abc', 'token'],
    ['my key is asy_test_key_0', 'token'],
    ['ghp_0123', 'token'],
    ['eyJhbGciOi', 'token'],
    ['req_01JD8Q4T2M0F01JD8Q4T2M', 'request_id'],
    ['0198c1f2-7a2b-7c3d-8e4f-5a6b7c8d9e0f', 'credential_id'],
    ['mara.lindqvist@example.com', 'mail'],
    ['203.0.113.77', 'address'],
    ['203.0.113.0/24', 'address'],
    ['2001:db8::1', 'address'],
    ['2001:db8:85a3:8d3:1319:8a2e:370:7348/64', 'address'],
    ['Mara Lindqvist', 'words'],
    ['customer-4711', 'words'],
  ] as const)('%s is a %s', (text, kind) => expect(pastedKind(text)).toBe(kind))

  it('a long random text is kept back wherever it comes from', () => {
    const secrets = fc
      .array(fc.constantFrom(...BASE62), { minLength: 40, maxLength: 90 })
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(secrets, fc.constantFrom('', 'key ', '  ', 'x@'), (secret, before) => {
        expect(pastedKind(before + secret)).toBe('token')
      }),
    )
  })

  it('a long hexadecimal text is a secret too, an address is not', () => {
    expect(pastedKind('9f'.repeat(32))).toBe('token')
    expect(pastedKind('2001:0db8:85a3:08d3:1319:8a2e:0370:7348')).toBe('address')
  })

  it('a token of ours is kept back however it is damaged', () => {
    const token = `asy_live_session_${'0A7KdQ'.repeat(12)}`
    fc.assert(
      fc.property(fc.integer({ min: 5, max: token.length }), (length) => {
        expect(pastedKind(token.slice(0, length))).toBe('token')
      }),
    )
  })
})
