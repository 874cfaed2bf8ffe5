import { createLocalJWKSet, type JWTPayload, jwtVerify } from 'jose'
import { type Instant, SECOND } from '@/lib/core/instant'
import { LEEWAY_SECONDS, type OidcClient } from './client'
import { readKeys } from './keys'
import { OidcProblem } from './problem'

/** Whom an issuer signs out, and when it said so. At least one of the two names is there. */
export interface LogoutNotice {
  readonly issuer: string
  readonly subject: string | null
  readonly sessionId: string | null
  readonly issuedAt: Instant
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout'
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']
/** A token that names no end of its own is good for this long. */
const AGE_SECONDS_MAX = 120

/**
 * Judges a logout token by OpenID Connect Back-Channel Logout 1.0 section 2.6: signed by a published key with an asymmetric
 * algorithm, of this issuer, for this client, now, a logout event, no nonce, and with a subject or a session.
 * Errors: OidcProblem.
 */
export async function readLogoutToken(client: OidcClient, token: string): Promise<LogoutNotice> {
  const claims = await verified(client, token)
  const events: unknown = claims.events
  const event: unknown = typeof events === 'object' && events !== null ? Reflect.get(events, EVENT) : undefined
  if (typeof event !== 'object' || event === null) throw new OidcProblem('wrong_token', { found: 'events' })
  // An ID token must never pass for a logout token.
  if (claims.nonce !== undefined) throw new OidcProblem('wrong_token', { found: 'nonce' })
  if (typeof claims.jti !== 'string') throw new OidcProblem('wrong_token', { found: 'jti' })
  const subject = textOf(claims.sub)
  const sessionId = textOf(claims.sid)
  if (subject === null && sessionId === null) throw new OidcProblem('wrong_token', { found: 'sub' })
  return { issuer: client.metadata.issuer, subject, sessionId, issuedAt: timely(claims, client.now) }
}

async function verified(client: OidcClient, token: string): Promise<JWTPayload> {
  const options = {
    algorithms: ALGORITHMS,
    issuer: client.metadata.issuer,
    audience: client.settings.clientId,
    clockTolerance: LEEWAY_SECONDS,
    currentDate: new Date(client.now),
    requiredClaims: ['iat'],
  }
  const check = async (fresh: boolean) =>
    jwtVerify(token, createLocalJWKSet(await readKeys(client, { fresh })), options)
  try {
    // Keys change: one that is not known may have been published since they were read.
    const { payload, protectedHeader } = await check(false).catch((error) => {
      if (codeOf(error) === 'ERR_JWKS_NO_MATCHING_KEY') return check(true)
      throw error
    })
    const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, '')
    if (type !== undefined && type !== 'logout+jwt' && type !== 'jwt')
      throw new OidcProblem('wrong_token', { found: 'typ' })
    return payload
  } catch (error) {
    throw translate(error)
  }
}

function timely({ iat, exp }: JWTPayload, now: Instant): Instant {
  const issuedAt = Number(iat)
  const ahead = issuedAt - now / SECOND
  const old = exp === undefined && -ahead > AGE_SECONDS_MAX + LEEWAY_SECONDS
  if (ahead > LEEWAY_SECONDS || old) throw new OidcProblem('clock_off', { aheadSeconds: Math.round(ahead) })
  return issuedAt * SECOND
}

function translate(error: unknown): OidcProblem {
  if (error instanceof OidcProblem) return error
  const claim = error instanceof Error ? Reflect.get(error, 'claim') : undefined
  switch (codeOf(error)) {
    case 'ERR_JWT_EXPIRED':
      return new OidcProblem('clock_off', {}, error)
    case 'ERR_JWT_CLAIM_VALIDATION_FAILED':
      if (claim === 'aud') return new OidcProblem('wrong_audience', {}, error)
      return new OidcProblem(claim === 'iss' ? 'wrong_issuer' : 'wrong_token', { found: String(claim) }, error)
    case 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED':
    case 'ERR_JWKS_NO_MATCHING_KEY':
    case 'ERR_JOSE_ALG_NOT_ALLOWED':
      return new OidcProblem('wrong_signature', {}, error)
    default:
      return new OidcProblem('wrong_token', {}, error)
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error ? Reflect.get(error, 'code') : undefined
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 255 ? value : null
}
