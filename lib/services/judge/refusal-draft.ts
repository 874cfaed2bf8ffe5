import { createHash } from 'node:crypto'
import { HOUR, type Instant } from '@/lib/core/instant'
import type { Reason } from '@/lib/core/reasons'
import type { Judged } from './judge'
import type { RefusalDraft } from './write-refusals'

/** Stands for the key of a caller who has none that is known: the id that means nobody (RFC 9562 section 5.9). */
export const NO_CALLER = '00000000-0000-0000-0000-000000000000'

/** Where a refused presentation came from, as far as it is known. */
export interface RefusalSource {
  readonly applicationId: string
  readonly callerCredentialId: string
  /** The end user's, as the caller reported it. */
  readonly ip: string | null
  readonly country: string | null
  readonly userAgent: string | null
  /** The caller's own socket address. */
  readonly callerIp: string | null
  readonly requestId: string
  readonly requestAt: Instant
}

/** A refusal with its evidence, or null for a verdict that is active or a failure of Assay itself. */
export function draftRefusal(judged: Judged, source: RefusalSource): RefusalDraft | null {
  const { verdict, record, subject, shape } = judged
  if (verdict.reason === null || verdict.reason.startsWith('verifier_')) return null
  const prefix = shape?.shape === 'malformed' || shape === null ? null : shape
  const selector = record === null && shape?.shape === 'well_formed' ? shape.selector : null
  const hour = verdict.judgedAt - (verdict.judgedAt % HOUR)
  const dedupeKey = dedupe(hour, verdict.reason, judged, source)
  return {
    key: dedupeKey.toString('hex'),
    hour,
    dedupeKey,
    judgedAt: verdict.judgedAt,
    requestId: source.requestId,
    requestAt: source.requestAt,
    reason: verdict.reason,
    cause: verdict.cause,
    applicationId: source.applicationId,
    callerCredentialId: source.callerCredentialId,
    credentialId: record?.id ?? null,
    subjectId: subject?.id ?? null,
    environment: prefix?.environment ?? null,
    kind: prefix?.kind ?? null,
    selector,
    ip: source.ip,
    country: source.country,
    userAgent: source.userAgent,
    callerIp: source.callerIp,
    policyVersionId: verdict.policy?.id ?? null,
    evidence: {
      judgedAt: verdict.judgedAt,
      since: verdict.since,
      also: verdict.also,
      checks: verdict.checks,
      expected: judged.expected,
    },
  }
}

/**
 * The same credential, reason and source within the hour are one row with a count: guesses fill a count, not the disk. Whoever
 * guesses names a new user agent as easily as a new token, so there it makes no row of its own.
 */
function dedupe(hour: Instant, reason: Reason, judged: Judged, source: RefusalSource): Buffer {
  const parts = [
    hour,
    reason,
    judged.verdict.cause,
    judged.record?.id ?? null,
    source.applicationId,
    source.ip,
    judged.record === null ? null : source.userAgent,
    source.callerIp,
  ]
  return createHash('sha256').update(JSON.stringify(parts)).digest()
}
