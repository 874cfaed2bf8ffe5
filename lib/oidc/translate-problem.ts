import { OidcProblem, type OidcProblemCode } from './problem'

/** An error of openid-client as one of the closed list; what is not recognised is `otherwise`. */
export function translateProblem(error: unknown, otherwise: OidcProblemCode): OidcProblem {
  const chain = causesOf(error)
  const known = chain.find((each) => each instanceof OidcProblem)
  if (known instanceof OidcProblem) return known
  // The innermost says most.
  const found = chain
    .toReversed()
    .map((each) => ofProtocol(each, otherwise))
    .find((each) => each !== null)
  return found ?? new OidcProblem(otherwise, {}, error)
}

function causesOf(error: unknown): unknown[] {
  const cause = memberOf(error, 'cause')
  return cause === undefined ? [error] : [error, ...causesOf(cause)]
}

function ofProtocol(error: unknown, otherwise: OidcProblemCode): OidcProblem | null {
  const code = memberOf(error, 'code')
  const claim = memberOf(memberOf(error, 'cause'), 'claim')
  switch (code) {
    case 'OAUTH_TIMEOUT':
      return new OidcProblem('unreachable', {}, error)
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      // Of the metadata it is the issuer, of the userinfo the subject.
      return new OidcProblem(otherwise === 'discovery_unreadable' ? 'issuer_differs' : otherwise, {}, error)
    case 'OAUTH_KEY_SELECTION_FAILED':
    case 'OAUTH_UNSUPPORTED_OPERATION':
      return new OidcProblem('wrong_signature', {}, error)
    case 'OAUTH_JWT_CLAIM_COMPARISON_FAILED':
      return new OidcProblem(ofClaim(claim, error), {}, error)
    case 'OAUTH_AUTHORIZATION_RESPONSE_ERROR':
    case 'OAUTH_RESPONSE_BODY_ERROR':
      return ofIssuer(error)
    case 'OAUTH_WWW_AUTHENTICATE_CHALLENGE':
      return new OidcProblem('client_refused', {}, error)
    case 'OAUTH_INVALID_RESPONSE':
      return ofMessage(error)
    default:
      return null
  }
}

function ofClaim(claim: unknown, error: unknown): OidcProblemCode {
  switch (claim ?? quotedClaim(error)) {
    case 'nonce':
      return 'wrong_nonce'
    case 'aud':
    case 'azp':
      return 'wrong_audience'
    case 'iss':
      return 'wrong_issuer'
    default:
      return 'wrong_token'
  }
}

function quotedClaim(error: unknown): string | undefined {
  return messageOf(error).match(/JWT "(\w+)"/)?.[1]
}

/** The issuer's own error codes (RFC 6749 sections 4.1.2.1 and 5.2, OpenID Connect Core section 3.1.2.6). */
function ofIssuer(error: unknown): OidcProblem {
  const code = memberOf(error, 'error')
  const found = typeof code === 'string' ? code.replace(/[^\w.-]/g, '').slice(0, 60) : 'unknown'
  switch (found) {
    case 'access_denied':
      return new OidcProblem('denied', { found }, error)
    case 'invalid_client':
    case 'unauthorized_client':
      return new OidcProblem('client_refused', { found }, error)
    case 'invalid_grant':
      return new OidcProblem('code_refused', { found }, error)
    default:
      return new OidcProblem('issuer_error', { found }, error)
  }
}

/** openid-client has one code for several causes; its messages tell them apart. */
function ofMessage(error: unknown): OidcProblem | null {
  const text = messageOf(error)
  if (text.includes('signature') || text.includes('"alg"')) return new OidcProblem('wrong_signature', {}, error)
  if (text.includes('"state"')) return new OidcProblem('wrong_state', {}, error)
  if (text.includes('"iss"')) return new OidcProblem('wrong_issuer', {}, error)
  return quotedClaim(error) === undefined ? null : new OidcProblem(ofClaim(undefined, error), {}, error)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : ''
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
