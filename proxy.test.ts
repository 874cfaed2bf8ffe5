import { NextRequest } from 'next/server'
import { describe, expect, it } from 'vitest'
import { proxy } from './proxy'

const answer = (headers: Record<string, string> = {}, url = 'http://console.example/sessions') =>
  proxy(new NextRequest(url, { headers }))
const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? ''
const nonceOf = (response: Response) => /'nonce-([^']+)'/.exec(policyOf(response))?.[1]

describe('the content security policy', () => {
  it('has a fresh nonce of at least 128 bit in every answer', () => {
    const nonces = Array.from({ length: 50 }, () => nonceOf(answer()))
    expect(new Set(nonces).size).toBe(50)
    expect(atob(nonces[0] ?? '').length).toBeGreaterThanOrEqual(16)
  })

  it('never takes up a nonce the client has sent', () => {
    const response = answer({
      'x-nonce': 'sent',
      'content-security-policy': "script-src 'nonce-sent'",
      'content-security-policy-report-only': "script-src 'nonce-sent'",
    })
    expect([...response.headers].join()).not.toContain('sent')
    expect(response.headers.get('x-middleware-request-x-nonce')).toBe(nonceOf(response))
    expect(response.headers.get('x-middleware-request-content-security-policy-report-only')).toBeNull()
  })

  it('lets no inline script, plugin, frame, foreign form or base through', () => {
    const policy = policyOf(answer())
    const directives = new Map(policy.split('; ').map((line) => [line.split(' ')[0], line.split(' ').slice(1)]))
    const script = directives.get('script-src')
    expect(script).toEqual(["'self'", expect.stringMatching(/^'nonce-/), "'strict-dynamic'"])
    expect(directives.get('default-src')).toEqual(["'none'"])
    expect(directives.get('object-src')).toEqual(["'none'"])
    expect(directives.get('base-uri')).toEqual(["'none'"])
    expect(directives.get('frame-ancestors')).toEqual(["'none'"])
    expect(directives.get('form-action')).toEqual(["'self'"])
    expect(directives.get('style-src')).not.toContain("'unsafe-inline'")
  })
})

describe('transport security', () => {
  it('is asked for on https only', () => {
    expect(answer().headers.get('strict-transport-security')).toBeNull()
    expect(answer({ 'x-forwarded-proto': 'https' }).headers.get('strict-transport-security')).toContain('max-age=')
    expect(answer({}, 'https://console.example/').headers.get('strict-transport-security')).toContain('max-age=')
  })
})
