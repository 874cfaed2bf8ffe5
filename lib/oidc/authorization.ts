import * as openid from 'openid-client'
import type { Attempt } from './attempt'
import type { OidcClient } from './client'

export interface AuthorizationRequest {
  readonly attempt: Attempt
  readonly redirectUri: string
  readonly scopes: readonly string[]
  /** Whether the person must prove who they are again, even with a session at the issuer. */
  readonly again: boolean
  /** The mail of the account that is meant, so that the issuer does not ask; null when nobody is known. */
  readonly loginHint: string | null
}

/** A session at the issuer older than this signs nobody in here. */
const ISSUER_SESSION_SECONDS_MAX = 12 * 3600

/** The address that leads to the issuer: authorization code with PKCE (S256), state and nonce, whatever the issuer asks for. */
export function authorizationUrl({ config }: OidcClient, request: AuthorizationRequest): URL {
  const { attempt, again, loginHint } = request
  return openid.buildAuthorizationUrl(config, {
    response_type: 'code',
    redirect_uri: request.redirectUri,
    scope: [...new Set(['openid', ...request.scopes])].join(' '),
    state: attempt.state,
    nonce: attempt.nonce,
    code_challenge: attempt.codeChallenge,
    code_challenge_method: 'S256',
    // With a limit the issuer has to say when the person proved who they are (Core section 2, auth_time).
    ...(again ? { prompt: 'login', max_age: '0' } : { max_age: String(ISSUER_SESSION_SECONDS_MAX) }),
    ...(loginHint !== null && { login_hint: loginHint }),
  })
}
