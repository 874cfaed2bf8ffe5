import { Problem } from './problems'

/** Where a service key may stand: Bearer everywhere, Basic where OAuth asks for client authentication. */
export type Scheme = 'bearer' | 'basic'

/** RFC 6750 section 2.1: the characters a bearer token may have. Longer than any header the server reads is cut before. */
const B64TOKEN = /^[A-Za-z0-9\-._~+/]+=*$/

/** The scheme the caller used, for the challenge of an answer. */
export function schemeOf(header: string | undefined): Scheme {
  return header !== undefined && /^basic(?: |$)/i.test(header) ? 'basic' : 'bearer'
}

/** The service key of the Authorization header. Throws `unauthenticated` without one, `invalid-request` for a broken one. */
export function readServiceKey(header: string | undefined, basicAllowed: boolean): string {
  const [, scheme = '', rest = ''] = /^(\S+)(?: +(.*))?$/.exec(header?.trim() ?? '') ?? []
  switch (scheme.toLowerCase()) {
    case 'bearer':
      return bearerToken(rest)
    case 'basic':
      if (basicAllowed) return basicPassword(rest)
      throw unauthenticated('bearer', 'Send the service key as Authorization: Bearer.')
    default:
      throw unauthenticated(basicAllowed ? 'basic' : 'bearer', 'Send a service key in the Authorization header.')
  }
}

/** `WWW-Authenticate` for a caller that is not (or no longer) accepted; RFC 6750 section 3, RFC 6749 section 5.2. */
export function challenge(scheme: Scheme, error?: string, scope?: string): { 'www-authenticate': string } {
  if (scheme === 'basic') return { 'www-authenticate': 'Basic realm="assay", charset="UTF-8"' }
  const parts = ['realm="assay"', error && `error="${error}"`, scope && `scope="${scope}"`].filter(Boolean)
  return { 'www-authenticate': `Bearer ${parts.join(', ')}` }
}

/** The key is never read from the query, and not from the body beside the header (RFC 6750 section 2, RFC 9700). */
export function secondTransport(where: string): Problem {
  return new Problem('invalid-request', `A token is never accepted in ${where}: use the Authorization header alone.`, {
    headers: challenge('bearer', 'invalid_request'),
  })
}

function bearerToken(text: string): string {
  if (B64TOKEN.test(text)) return text
  throw broken('Bearer needs exactly one token after it.')
}

/** RFC 6749 section 2.3.1: both halves are form-encoded before they are joined. The user name is not looked at. */
function basicPassword(text: string): string {
  const decoded = Buffer.from(text, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  if (colon === -1 || !B64TOKEN.test(text)) throw broken('Basic needs a name, a colon and the service key in base64.')
  try {
    return decodeURIComponent(decoded.slice(colon + 1).replaceAll('+', ' '))
  } catch {
    throw broken('The service key in Basic is not form-encoded.')
  }
}

function broken(detail: string): Problem {
  return new Problem('invalid-request', detail, { headers: challenge('bearer', 'invalid_request') })
}

function unauthenticated(scheme: Scheme, detail: string): Problem {
  return new Problem('unauthenticated', detail, { headers: challenge(scheme) })
}
