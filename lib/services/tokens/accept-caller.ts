import type { Expectation } from '@/lib/core/facts'
import { ASSAY_APPLICATION } from '../assay-application'
import type { ApplicationActor, Services } from '../context'
import { ServiceError } from '../errors'
import type { Judged, Snapshot } from '../judge/judge'
import type { Presentation } from '../judge/present'
import { NO_CALLER, type RefusalSource } from '../judge/refusal-draft'
import { judgeRecorded } from './judge-recorded'

/** A service key as an application presented it. */
export interface PresentedKey {
  readonly presentation: Presentation
  readonly snapshot: Snapshot
  readonly callerIp: string | null
  readonly userAgent: string | null
  /** What the call needs, for the record of the key's use. */
  readonly scope: string | null
  readonly requestUuid: string
  readonly requestAt: number
}

/** Service keys are live credentials of Assay itself, whatever the environment of the application they speak for. */
const SERVICE_KEY: Omit<Expectation, 'source'> = {
  environment: ASSAY_APPLICATION.environment,
  audience: ASSAY_APPLICATION.slug,
  kind: 'api_key',
  scopes: [],
  sentAt: null,
}

/**
 * Who calls: the application that the key's subject represents. Counts the use, records a refusal.
 * Errors: ServiceError `unauthenticated`, `forbidden` for a key that speaks for no application, `unavailable`, `misconfigured`.
 */
export async function acceptCaller(services: Services, presented: PresentedKey): Promise<ApplicationActor> {
  const { presentation, snapshot, callerIp, userAgent, scope } = presented
  const judged = await judgeRecorded(services, {
    presentation,
    snapshot,
    // Nobody in between reports it: the list of a service key is held against the socket itself.
    expected: { ...SERVICE_KEY, source: { address: callerIp } },
    refusalSource: (refused) => sourceOf(refused, presented),
    use: { ip: callerIp, userAgent, scopes: scope === null ? [] : [scope] },
  })
  if (!judged.verdict.active || judged.record === null) {
    throw new ServiceError(
      'unauthenticated',
      'The service key is not accepted. An operator finds why by the request id.',
    )
  }
  const application = snapshot.config.applications.get(judged.subject?.representsApplicationId ?? '')
  if (application === undefined) throw new ServiceError('forbidden', 'This key does not speak for an application.')
  const { id, slug, name, environment, directory } = application
  const { id: credentialId, scopes } = judged.record
  return { type: 'application', id, slug, name, environment, directory, credentialId, scopes }
}

function sourceOf({ record, subject }: Judged, presented: PresentedKey): RefusalSource {
  const { callerIp, userAgent, requestUuid, requestAt } = presented
  return {
    applicationId: subject?.representsApplicationId ?? ASSAY_APPLICATION.id,
    callerCredentialId: record?.id ?? NO_CALLER,
    ip: callerIp,
    country: null,
    userAgent,
    callerIp,
    requestId: requestUuid,
    requestAt,
  }
}
