import { eq, type SQL, sql } from 'drizzle-orm'
import { operator, operatorSession, roleBinding } from '@/db/schema/operator'
import type { Cause } from '@/lib/core/credential'
import { type Expectation, NO_EXPECTATION } from '@/lib/core/facts'
import type { Instant } from '@/lib/core/instant'
import type { RoleBinding } from '@/lib/core/permissions'
import type { Reason } from '@/lib/core/reasons'
import { newId } from '@/lib/crypto/id'
import { ASSAY_APPLICATION } from '../assay-application'
import type { OperatorActor, Services } from '../context'
import { ServiceError, translateStoreFailure } from '../errors'
import { type Judged, judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { draftRefusal, NO_CALLER } from '../judge/refusal-draft'

/** Who a token belongs to now. `try_again`: nobody can tell at the moment, which signs nobody out. */
export type CurrentOperator =
  | { readonly state: 'signed_in'; readonly operator: OperatorActor; readonly endsAt: Instant | null }
  | { readonly state: 'signed_out'; readonly ending: SessionEnding | null; readonly renewed?: RenewedAway }
  | { readonly state: 'try_again' }

/** A session that goes on under another token than the one presented. */
export interface RenewedAway {
  readonly sessionId: string
  readonly subjectId: string
}

/** Why a session that was ours is over: for the sentence on the sign-in page. */
export interface SessionEnding {
  readonly reason: Reason
  readonly cause: Cause | null
  readonly since: Instant | null
  readonly limitSeconds: number | null
}

/** One presentation of an operator's token. */
export interface OperatorPresentation {
  readonly token: string | null
  /** Whether this is a use by the person; polls and prefetches are none and leave the idle time alone. */
  readonly touch: boolean
  readonly ip: string | null
  readonly userAgent: string | null
}

const EXPECTED: Expectation = {
  ...NO_EXPECTATION,
  environment: ASSAY_APPLICATION.environment,
  audience: ASSAY_APPLICATION.slug,
  kind: 'session',
}

/** Judges an operator's token by the one judge. Fails closed: whatever the store does not confirm is not signed in. */
export async function currentOperator(
  services: Services,
  presentation: OperatorPresentation,
): Promise<CurrentOperator> {
  const { token } = presentation
  if (token === null || token === '') return { state: 'signed_out', ending: null }
  try {
    const judged = await judgeToken(services, token, presentation)
    return judged.verdict.active ? await withOperator(services, judged) : refusedState(judged)
  } catch (error) {
    const translated = translateStoreFailure(error)
    if (translated instanceof ServiceError && translated.code === 'unavailable') return { state: 'try_again' }
    throw error
  }
}

/**
 * A use is counted against the live row: when that is gone by then, the second verdict says why. What is refused is recorded
 * as any other refusal; who only looks counts for nothing.
 */
async function judgeToken(services: Services, token: string, presentation: OperatorPresentation): Promise<Judged> {
  const { judged, snapshot } = await judgeOnce(services, token)
  if (!presentation.touch) return judged
  if (!judged.verdict.active) return recordRefused(services, judged, presentation)
  const { ip, userAgent } = presentation
  const source = { now: snapshot.now, ip, userAgent, scopes: [] }
  if (await services.telemetry.use(judged, snapshot.config, source)) return judged
  const again = await judgeOnce(services, token)
  return again.judged.verdict.active ? again.judged : recordRefused(services, again.judged, presentation)
}

/** The built-in application refused it (docs/decisions/0003): the person waits for their page, not for the record. */
function recordRefused({ telemetry }: Services, judged: Judged, { ip, userAgent }: OperatorPresentation): Judged {
  const requestAt = judged.verdict.judgedAt
  const draft = draftRefusal(judged, {
    ...{ applicationId: ASSAY_APPLICATION.id, callerCredentialId: NO_CALLER, ip, userAgent },
    // The browser itself came: nobody in between reports it.
    ...{ country: null, callerIp: null, requestId: newId(requestAt), requestAt },
  })
  if (draft !== null) telemetry.refuseSoon(draft)
  return judged
}

async function judgeOnce(services: Services, token: string) {
  const presented = present(services.keyring, token)
  const snapshot = await takeSnapshot(services, [presented])
  return { snapshot, judged: await judge(services, snapshot, presented, EXPECTED) }
}

async function withOperator(services: Services, { record, verdict }: Judged): Promise<CurrentOperator> {
  if (record === null) return { state: 'signed_out', ending: null }
  const [found] = await services.db
    .select({
      id: operator.id,
      name: operator.name,
      email: operator.email,
      bindings: BINDINGS,
      authenticatedAt: operatorSession.authenticatedAt,
      owesFactor: owesFactor(record.id),
    })
    .from(operator)
    .leftJoin(operatorSession, eq(operatorSession.credentialId, record.id))
    .where(eq(operator.subjectId, record.subjectId))
  // A session of somebody who is no operator (any more), or has no role left, opens nothing here.
  if (found === undefined || found.bindings.length === 0) return { state: 'signed_out', ending: null }
  const actor: OperatorActor = {
    type: 'operator',
    ...found,
    // A session that never proved anything is asked before anything that needs proof.
    authenticatedAt: found.authenticatedAt ?? 0,
    subjectId: record.subjectId,
    sessionId: record.id,
  }
  return { state: 'signed_in', operator: actor, endsAt: verdict.endsAt }
}

/**
 * Whether the setting demands a second factor of an operator who has none, in the operator's own statement: what is demanded
 * counts from the next request on. A session that began at an issuer owes none here: that is the issuer's to ask for.
 */
function owesFactor(sessionId: string): SQL<boolean> {
  return sql`(
    exists (select from sign_in_setting where second_factor = 'everybody' or (second_factor = 'administrators'
      and exists (select from ${roleBinding} where ${roleBinding.operatorId} = ${operator.id}
        and ${roleBinding.role} in ('owner', 'administrator'))))
    and not exists (select from operator_totp where operator_id = ${operator.id})
    and not exists (select from operator_passkey where operator_id = ${operator.id})
    and not exists (select from sso_session where credential_id = ${sessionId}))`
}

/** In the operator's own statement: a role taken away is gone with the next request. */
const BINDINGS: SQL<RoleBinding[]> = sql`(
  select coalesce(json_agg(json_build_object('role', ${roleBinding.role}, 'applicationId', ${roleBinding.applicationId})), '[]')
    from ${roleBinding} where ${roleBinding.operatorId} = ${operator.id})`

function refusedState({ verdict, record }: Judged): CurrentOperator {
  const { reason, cause, since, checks } = verdict
  if (reason === null || reason === 'verifier_misconfigured' || reason === 'verifier_unavailable')
    return { state: 'try_again' }
  const limit = checks.find((check) => check.reason === reason)?.evidence.limitSeconds
  const limitSeconds = typeof limit === 'number' ? limit : null
  const ending = { reason, cause, since, limitSeconds }
  if (reason !== 'superseded' || record === null) return { state: 'signed_out', ending }
  return { state: 'signed_out', ending, renewed: { sessionId: record.id, subjectId: record.subjectId } }
}
