import type { Cause, EndReason, Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { Signatory } from './context'
import type { NoticeDraft } from './enqueue-notices'

/** One ending as it is stored. */
export interface StoredEnding {
  readonly credentialId: string
  readonly kind: Kind
  readonly applicationId: string
  readonly subjectId: string
  readonly familyId: string
  readonly endedAt: Instant
  readonly reason: EndReason
  readonly cause: Cause | null
  /** The act, joined over all its slices. */
  readonly correlationId: string
}

/** What the owner did, or sees happen, needs no mail: signing out, signing in elsewhere, a session that was not used. */
const OF_THEIR_OWN: readonly (Cause | null)[] = ['logged_out', 'session_limit']

/** The mails that endings are worth: to the owner, one for each act and application, however many credentials it ended. */
export function endingNotices(endings: readonly StoredEnding[], by: Signatory): NoticeDraft[] {
  const notices = endings
    .filter(({ subjectId }) => !('subjectId' in by) || by.subjectId !== subjectId)
    .flatMap((ending) => noticeOf(ending) ?? [])
  return [...new Map(notices.map((draft) => [draft.dedupeKey, draft])).values()]
}

function noticeOf(ending: StoredEnding): NoticeDraft | null {
  const { credentialId, applicationId, subjectId, endedAt } = ending
  const recipient = { type: 'subject', id: subjectId } as const
  const shared = { recipient, applicationId, credentialId, aboutAt: endedAt }
  if (isRevocation(ending)) {
    // What a cutoff ended has one instant, whoever records it; what an act ends slice by slice has one correlation.
    const act = ending.cause === 'cutoff' ? endedAt : ending.correlationId
    const dedupeKey = `credentials_revoked:${subjectId}:${applicationId}:${act}`
    return { ...shared, kind: 'credentials_revoked', dedupeKey }
  }
  if (!isNotable(ending)) return null
  return { ...shared, kind: 'credential_ended', dedupeKey: `credential_ended:${ending.familyId}:${endedAt}` }
}

function isRevocation({ reason, cause, kind }: StoredEnding): boolean {
  if (reason !== 'revoked' || OF_THEIR_OWN.includes(cause)) return false
  return cause !== 'unused' || kind === 'api_key'
}

/** A key that ends stops a program; a replay may be a theft. A session that ran out says so by itself. */
function isNotable({ reason, kind }: StoredEnding): boolean {
  if (reason === 'replayed') return true
  return kind === 'api_key' && (reason === 'expired' || reason === 'idle' || reason === 'rotation_overdue')
}
