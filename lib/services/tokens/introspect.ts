import { SECOND } from '@/lib/core/instant'
import { authorize } from '../authorize'
import type { ApplicationActor, Context } from '../context'
import type { Judged } from '../judge/judge'
import { judgeFor, type PresentedToken } from './verify'

/** RFC 7662 section 2.2: the members an active token is described with. Times are whole seconds. */
export interface ActiveIntrospection {
  readonly active: true
  readonly scope?: string
  readonly client_id: string
  readonly sub: string
  readonly aud: string
  readonly iss: string
  readonly exp?: number
  readonly iat: number
  readonly nbf?: number
  readonly jti: string
  readonly token_type: 'Bearer'
}

export type Introspection = { readonly active: false } | ActiveIntrospection

/** What an application that introspects may say beside the token: nothing but whether somebody is acting. */
export type IntrospectedToken = Omit<PresentedToken, 'audience' | 'kind' | 'scopes' | 'sentAt'>

const INACTIVE: Introspection = Object.freeze({ active: false })

/**
 * RFC 7662: the same two words for every reason, so that the answer is no oracle for those who scan.
 * Errors: ServiceError `forbidden`, `unavailable`, `misconfigured`.
 */
export async function introspectToken(
  context: Context,
  caller: ApplicationActor,
  issuer: string,
  token: IntrospectedToken,
): Promise<Introspection> {
  authorize(caller, 'tokens.introspect')
  const judged = await judgeFor(context, caller, { ...token, audience: null, kind: null, scopes: [], sentAt: null })
  return membersOf(judged, issuer)
}

function membersOf({ verdict, record, subject }: Judged, issuer: string): Introspection {
  if (!verdict.active || record === null || subject === null) return INACTIVE
  return {
    active: true,
    ...(record.scopes.length > 0 && { scope: record.scopes.join(' ') }),
    client_id: record.audience,
    sub: subject.externalId,
    aud: record.audience,
    iss: issuer,
    // Rounded down: nobody who caches the answer may use it after the end.
    ...(verdict.endsAt !== null && { exp: seconds(verdict.endsAt) }),
    iat: seconds(record.issuedAt),
    ...(record.notBefore !== null && { nbf: seconds(record.notBefore) }),
    jti: record.id,
    token_type: 'Bearer',
  }
}

function seconds(instant: number): number {
  return Math.floor(instant / SECOND)
}
