import { entry } from '@/lib/audit/entry'
import { type Cause, END_REASONS, type EndReason } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { type Finding, lifecycle } from '@/lib/core/lifecycle'
import type { Reason } from '@/lib/core/reasons'
import type { Config } from './config-cache'
import type { SystemActor } from './context'
import type { EndingDraft } from './end-credentials'
import type { StoredCredential } from './judge/read-records'

/** Endings that came by themselves were nobody's act, whoever happened to record them. */
export const NOBODY: SystemActor = { type: 'system', name: 'Assay' }

/** A live credential that has ended all the same: a limit or a cutoff has reached it and no sweep has been by. */
export interface TrueEnding extends EndingDraft {
  readonly endedAt: Instant
  readonly cause: Cause | null
  readonly finding: Finding
}

/**
 * How a live credential ended by itself, with its true instant, or null. A disabled subject or application is no ending:
 * it may be enabled again. Whoever acts on a credential records this first, so that no act claims what it did not do.
 */
export function trueEnding({ record }: StoredCredential, config: Config, now: Instant): TrueEnding | null {
  if (record.ended !== null) return null
  const { findings } = lifecycle(record, config.policiesFor(record.applicationId, record.kind), now)
  for (const finding of findings) {
    if (!isEndReason(finding.reason)) continue
    const { reason, since, cause, note } = { ...finding, reason: finding.reason }
    return {
      credentialId: record.id,
      endedAt: since,
      reason,
      cause,
      note,
      onlyIfLastUsedAt: record.lastUsedAt,
      finding,
    }
  }
  return null
}

/** The entry of an ending that came by itself. */
export function sweptEntry({ record }: StoredCredential, { reason, endedAt }: EndingDraft) {
  const { id, applicationId, subjectId } = record
  return entry(
    'credential.swept',
    { targetType: 'credential', targetId: id, applicationId, subjectId },
    { reason, endedAt },
  )
}

function isEndReason(reason: Reason): reason is EndReason {
  const reasons: readonly Reason[] = END_REASONS
  return reasons.includes(reason)
}
