import { type NextRequest, NextResponse } from 'next/server'

/** Gives every answer its own nonce and content security policy. It decides nothing about who may see what. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = freshNonce()
  const https = isHttps(request)
  const policy = contentSecurityPolicy(nonce, https)
  const headers = withNonce(request.headers, nonce, policy)
  describeVisit(headers, request.nextUrl)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  if (https) response.headers.set('Strict-Transport-Security', 'max-age=63072000; includeSubDomains')
  return response
}

// Files under _next/static carry content hashes, hold nothing secret and are never documents.
export const config = { matcher: '/((?!_next/static/).*)' }

function freshNonce(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(18))))
}

function isHttps(request: NextRequest): boolean {
  return request.headers.get('x-forwarded-proto') === 'https' || request.nextUrl.protocol === 'https:'
}

// Next reads its nonce from these request headers, so whatever the client sent under the same names must not survive.
function withNonce(incoming: Headers, nonce: string, policy: string): Headers {
  const headers = new Headers(incoming)
  headers.delete('content-security-policy-report-only')
  headers.set('content-security-policy', policy)
  headers.set('x-nonce', nonce)
  return headers
}

/** Tells pages what Next keeps from them: where the browser was going, and whether a person went there or a prefetch did. */
function describeVisit(headers: Headers, { pathname, searchParams }: URL): void {
  const query = new URLSearchParams(searchParams)
  query.delete('_rsc')
  headers.set('x-assay-path', query.size === 0 ? pathname : `${pathname}?${query}`)
  const prefetched =
    PREFETCH_HEADERS.some((name) => headers.has(name)) || /prefetch/.test(headers.get('sec-purpose') ?? '')
  if (prefetched) headers.delete('x-assay-use')
  else headers.set('x-assay-use', '1')
}

// Visible here because of skipProxyUrlNormalize in next.config.mjs.
const PREFETCH_HEADERS = ['next-router-prefetch', 'next-router-segment-prefetch']

function contentSecurityPolicy(nonce: string, https: boolean): string {
  const development = process.env.NODE_ENV === 'development'
  return [
    `default-src 'none'`,
    // React's error overlay rebuilds stacks with eval, in development only.
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    development ? `style-src 'self' 'unsafe-inline'` : `style-src 'self' 'nonce-${nonce}'`,
    // Attributes only: the server renders hidden form controls and bar widths with a style attribute.
    `style-src-attr 'unsafe-inline'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    development ? `connect-src 'self' ws:` : `connect-src 'self'`,
    `manifest-src 'self'`,
    `object-src 'none'`,
    `base-uri 'none'`,
    `form-action 'self'`,
    `frame-ancestors 'none'`,
    ...(https ? ['upgrade-insecure-requests'] : []),
  ].join('; ')
}
