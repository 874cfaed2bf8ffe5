import * as openid from 'openid-client'
import { type Instant, SECOND } from '@/lib/core/instant'
import type { Attempt } from './attempt'
import { type Claims, type IdentityClaims, readIdentity } from './claims'
import { LEEWAY_SECONDS, type OidcClient } from './client'
import { OidcProblem } from './problem'
import { translateProblem } from './translate-problem'

export interface Expected {
  readonly attempt: Attempt
  /** When the attempt began, by the database's clock. */
  readonly startedAt: Instant
  readonly groupsClaim: string
  /** Whether the person had to prove who they are during this attempt. */
  readonly again: boolean
}

/** Who came back, as the issuer vouches for it, and what ends that. */
export interface Exchanged {
  readonly identity: IdentityClaims
  /** Kept sealed, as the hint of a later sign-out. */
  readonly idToken: string
  readonly refreshToken: string | null
}

/**
 * Redeems the code of a callback and checks everything about the answer: state, issuer, signature by a published key, issuer,
 * audience, authorized party, times with 60 s of leeway, nonce. Errors: OidcProblem.
 */
export async function exchangeCode(client: OidcClient, callback: URL, expected: Expected): Promise<Exchanged> {
  const { attempt } = expected
  const tokens = await openid
    .authorizationCodeGrant(client.config, callback, {
      expectedState: attempt.state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.codeVerifier,
      idTokenExpected: true,
    })
    .catch((error) => {
      throw clockProblem(error, client.now) ?? translateProblem(error, 'wrong_token')
    })
  client.keepKeys()
  const claims: Claims | undefined = tokens.claims()
  if (claims === undefined || tokens.id_token === undefined) throw new OidcProblem('wrong_token', { found: 'id_token' })
  requireParty(client, claims)
  requireFresh(client.now, claims, expected)
  const identity = readIdentity(await withUserInfo(client, tokens.access_token, claims, expected), expected.groupsClaim)
  return { identity, idToken: tokens.id_token, refreshToken: tokens.refresh_token ?? null }
}

/** openid-client looks at `azp` only among several audiences; one that is there always has to be us (Core section 3.1.3.7). */
function requireParty({ settings }: OidcClient, claims: Claims): void {
  if (claims.azp !== undefined && claims.azp !== settings.clientId) throw new OidcProblem('wrong_audience')
}

/** The token was made during this attempt, by a clock that agrees with ours: neither earlier nor later than the leeway. */
function requireFresh(now: Instant, claims: Claims, { startedAt, again }: Expected): void {
  const issuedAt = Number(claims.iat)
  const earliest = Math.floor(startedAt / SECOND) - LEEWAY_SECONDS
  const nowSeconds = now / SECOND
  if (!(issuedAt >= earliest && issuedAt <= nowSeconds + LEEWAY_SECONDS))
    throw new OidcProblem('clock_off', { aheadSeconds: Math.round(issuedAt - nowSeconds) })
  if (again && !(Number(claims.auth_time) >= earliest)) throw new OidcProblem('not_reauthenticated')
}

/** A token that is over the moment it is made comes from a clock that is far behind. */
function clockProblem(error: unknown, now: Instant): OidcProblem | null {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (Reflect.get(each, 'code') !== 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') continue
    const claims: unknown = typeof each.cause === 'object' ? Reflect.get(each.cause ?? {}, 'claims') : undefined
    const issuedAt = typeof claims === 'object' && claims !== null ? Number(Reflect.get(claims, 'iat')) : Number.NaN
    if (Number.isFinite(issuedAt))
      return new OidcProblem('clock_off', { aheadSeconds: Math.round(issuedAt - now / SECOND) }, error)
  }
  return null
}

/** Some issuers keep names and groups for the userinfo endpoint. What the signed token says wins; the subject must be the same. */
async function withUserInfo(
  { config, metadata }: OidcClient,
  accessToken: string,
  claims: Claims,
  { groupsClaim }: Expected,
): Promise<Claims> {
  const complete = ['name', 'email', groupsClaim].every((name) => claims[name] !== undefined)
  if (complete || metadata.userinfo_endpoint === undefined) return claims
  const more = await openid.fetchUserInfo(config, accessToken, String(claims.sub)).catch((error) => {
    throw translateProblem(error, 'wrong_token')
  })
  return { ...more, ...claims }
}
