import { type Instant, SECOND } from '@/lib/core/instant'
import { OidcProblem } from './problem'

export type Claims = Readonly<Record<string, unknown>>

/** What an issuer says of a person. Only issuer and subject identify; the rest is for display and rights. */
export interface IdentityClaims {
  readonly issuer: string
  readonly subject: string
  readonly name: string | null
  readonly email: string | null
  readonly groups: readonly string[]
  /** The session at the issuer, where it says one: back-channel logout names it. */
  readonly sessionId: string | null
  /** When they last proved who they are at the issuer, where it says so: a session there may be old. */
  readonly authenticatedAt: Instant | null
}

/** OpenID Connect Core section 2 limits `sub` to 255 ASCII characters. */
const SUBJECT = /^[\x20-\x7e]{1,255}$/
const GROUPS_MAX = 500
const TEXT_MAX = 200

/** Reads what is of use here. Errors: OidcProblem `wrong_token`, `too_many_groups`. */
export function readIdentity(claims: Claims, groupsClaim: string): IdentityClaims {
  const subject = claims.sub
  if (typeof subject !== 'string' || !SUBJECT.test(subject)) throw new OidcProblem('wrong_token', { found: 'sub' })
  return {
    issuer: String(claims.iss),
    subject,
    name: text(claims.name) ?? text(claims.preferred_username),
    // An address the issuer itself does not vouch for is nobody's.
    email: claims.email_verified === false ? null : text(claims.email),
    groups: readGroups(claims, groupsClaim),
    sessionId: text(claims.sid),
    authenticatedAt: typeof claims.auth_time === 'number' ? claims.auth_time * SECOND : null,
  }
}

/** Some issuers nest it: `realm_access.roles`. Too many to list means unknown, and unknown rights are none. */
function readGroups(claims: Claims, name: string): readonly string[] {
  const listed = texts(claims[name] ?? nested(claims, name.split('.')))
  const elsewhere = claims._claim_names
  const overflowing = typeof elsewhere === 'object' && elsewhere !== null && name in elsewhere
  if (overflowing || listed.length > GROUPS_MAX) throw new OidcProblem('too_many_groups')
  return [...new Set(listed)].sort()
}

function nested(claims: unknown, [first, ...rest]: readonly string[]): unknown {
  if (first === undefined) return claims
  return typeof claims === 'object' && claims !== null && Object.hasOwn(claims, first)
    ? nested(Reflect.get(claims, first), rest)
    : undefined
}

function texts(value: unknown): string[] {
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  return all.flatMap((each) => text(each) ?? [])
}

/** Neither empty, nor longer than a line, nor with what nobody can read. */
function text(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const trimmed = value
    .normalize()
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
  return trimmed === '' || trimmed.length > TEXT_MAX ? null : trimmed
}
