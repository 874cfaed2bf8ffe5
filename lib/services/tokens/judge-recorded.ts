import type { Expectation } from '@/lib/core/facts'
import type { Services } from '../context'
import { ServiceError, translateStoreFailure } from '../errors'
import { type Judged, judge, type Snapshot, takeSnapshot } from '../judge/judge'
import type { Presentation } from '../judge/present'
import { draftRefusal, type RefusalSource } from '../judge/refusal-draft'

/** One presentation whose outcome counts: as a use when it is active, as a refusal when it is not. */
export interface RecordedPresentation {
  readonly presentation: Presentation
  readonly snapshot: Snapshot
  readonly expected: Expectation
  /** Where it came from; asked only for a refusal, when it is known whether anything matched. */
  readonly refusalSource: (judged: Judged) => RefusalSource
  readonly use: { readonly ip: string | null; readonly userAgent: string | null; readonly scopes: readonly string[] }
}

const ATTEMPTS = 3

/**
 * Judges and records. A use that had to be stored and found its credential ended is judged again on a fresh snapshot.
 * Errors: ServiceError `unavailable`, `misconfigured`; a failure of Assay is never a verdict about the token.
 */
export async function judgeRecorded(services: Services, request: RecordedPresentation): Promise<Judged> {
  try {
    let { snapshot } = request
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const judged = refuseFailure(await judge(services, snapshot, request.presentation, request.expected))
      if (await record(services, request, judged, snapshot)) return judged
      snapshot = await takeSnapshot(services, [request.presentation])
    }
  } catch (error) {
    throw translateStoreFailure(error)
  }
  throw new ServiceError('unavailable', 'The credential keeps changing. Try again.', { retryAfterSeconds: 1 })
}

/** A verdict that says Assay failed becomes the failure it is. */
export function refuseFailure(judged: Judged): Judged {
  const { reason, checks } = judged.verdict
  if (reason !== 'verifier_misconfigured' && reason !== 'verifier_unavailable') return judged
  const which = checks.find((check) => check.outcome === 'failed')?.evidence.which ?? 'something'
  const code = reason === 'verifier_misconfigured' ? 'misconfigured' : 'unavailable'
  throw new ServiceError(code, `The verifier cannot judge this token: ${which} is missing here.`, {
    retryAfterSeconds: 1,
  })
}

async function record(
  { telemetry }: Services,
  { refusalSource, use }: RecordedPresentation,
  judged: Judged,
  { config, now }: Snapshot,
): Promise<boolean> {
  if (judged.verdict.active) return telemetry.use(judged, config, { now, ...use })
  const draft = draftRefusal(judged, refusalSource(judged))
  if (draft !== null) await telemetry.refuse(draft)
  return true
}
