import type { Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { authorize } from '../authorize'
import type { ApplicationActor, Context } from '../context'
import { ServiceError, translateStoreFailure } from '../errors'
import { type Judged, judge, type Snapshot } from '../judge/judge'
import type { Presentation } from '../judge/present'
import { isSameTeam } from '../same-team'
import { judgeRecorded, refuseFailure } from './judge-recorded'

/** A token that an application was shown by its end user, with what it reports of that request. */
export interface PresentedToken {
  readonly presentation: Presentation
  /** The snapshot the caller was judged at, which holds the token's row too. */
  readonly snapshot: Snapshot
  /** False: nobody is acting (a background poll). Then nothing is counted and nothing recorded. */
  readonly touch: boolean
  /** The caller's own slug when it names none. */
  readonly audience: string | null
  readonly kind: Kind | null
  readonly scopes: readonly string[]
  readonly sentAt: Instant | null
  readonly ip: string | null
  readonly country: string | null
  readonly userAgent: string | null
  readonly callerIp: string | null
  readonly requestUuid: string
  readonly requestAt: Instant
}

/**
 * Judges a token for the application that asks: active, or refused with a reason from the catalogue.
 * Errors: ServiceError `forbidden`, `invalid_input` for an audience of another team, `unavailable`, `misconfigured`.
 */
export async function verifyToken(context: Context, caller: ApplicationActor, token: PresentedToken): Promise<Judged> {
  authorize(caller, 'tokens.verify')
  refuseForeignAudience(caller, token)
  return judgeFor(context, caller, token)
}

/** Whether an application may learn of the credentials of another: only where both know the same people. */
export function mayLearnOf(
  caller: ApplicationActor,
  { config }: Pick<Snapshot, 'config'>,
  applicationId: string,
): boolean {
  return isSameTeam(config, caller.id, applicationId)
}

/** An audience nobody has needs no refusal: no credential is for it. */
function refuseForeignAudience(caller: ApplicationActor, { audience, snapshot }: PresentedToken): void {
  if (audience === null || audience === caller.slug) return
  const named = [...snapshot.config.applications.values()].find(({ slug }) => slug === audience)
  if (named === undefined || mayLearnOf(caller, snapshot, named.id)) return
  const detail = 'Name your own application, or one that shares its directory.'
  throw new ServiceError('invalid_input', 'The tokens of this audience are not yours to verify.', {
    fields: [{ pointer: '/context/audience', detail }],
  })
}

/** The judgement that verify and introspection share. */
export async function judgeFor(context: Context, caller: ApplicationActor, token: PresentedToken): Promise<Judged> {
  const { presentation, snapshot, kind, scopes, sentAt } = token
  const audience = token.audience ?? caller.slug
  const source = { address: token.ip }
  const expected = { environment: caller.environment, audience, kind, scopes, source, sentAt }
  if (!token.touch) return observe(context, snapshot, presentation, expected)
  const { ip, country, userAgent, callerIp, requestUuid, requestAt } = token
  return judgeRecorded(context.services, {
    presentation,
    snapshot,
    expected,
    refusalSource: () => ({
      applicationId: caller.id,
      callerCredentialId: caller.credentialId,
      ip,
      country,
      userAgent,
      callerIp,
      requestId: requestUuid,
      requestAt,
    }),
    use: { ip, userAgent, scopes },
  })
}

/** Observing is not using: the verdict alone. */
async function observe({ services }: Context, ...[snapshot, presentation, expected]: Observed): Promise<Judged> {
  try {
    return refuseFailure(await judge(services, snapshot, presentation, expected))
  } catch (error) {
    throw translateStoreFailure(error)
  }
}

type Observed = [snapshot: Snapshot, presentation: Presentation, expected: Judged['expected']]
