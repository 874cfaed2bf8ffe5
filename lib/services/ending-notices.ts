import type { Cause, EndReason, Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { secretDigest } from '@/lib/crypto/random'
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

/**
 * The mails that endings are worth: one for each act and application, however many credentials it ended, to the owner, and to
 * whom each key names as its contact. `contacts` are the addresses of `readContacts`.
 */
export function endingNotices(
  endings: readonly StoredEnding[],
  by: Signatory,
  contacts: ReadonlyMap<string, string>,
): NoticeDraft[] {
  const toOwners = endings
    .filter(({ subjectId }) => !('subjectId' in by) || by.subjectId !== subjectId)
    .flatMap((ending) => noticeOf(ending, { type: 'subject', id: ending.subjectId }, ending.subjectId) ?? [])
  const toContacts = endings.flatMap((ending) => {
    const address = contacts.get(ending.credentialId)
    if (address === undefined) return []
    return noticeOf(ending, { type: 'contact', id: ending.credentialId }, blind(address, actOf(ending))) ?? []
  })
  return [...new Map([...toOwners, ...toContacts].map((draft) => [draft.dedupeKey, draft])).values()]
}

/** Whether endings of this sort are worth a mail at all. */
export function isTold(ending: StoredEnding): boolean {
  return isRevocation(ending) || isNotable(ending)
}

function noticeOf(ending: StoredEnding, recipient: NoticeDraft['recipient'], whose: string): NoticeDraft | null {
  const { credentialId, applicationId, familyId, endedAt } = ending
  const shared = { recipient, applicationId, credentialId, aboutAt: endedAt }
  if (isRevocation(ending)) {
    const dedupeKey = `credentials_revoked:${whose}:${applicationId}:${actOf(ending)}`
    return { ...shared, kind: 'credentials_revoked', dedupeKey }
  }
  if (!isNotable(ending)) return null
  const dedupeKey = `credential_ended:${familyId}:${endedAt}${recipient.type === 'contact' ? ':contact' : ''}`
  return { ...shared, kind: 'credential_ended', dedupeKey }
}

/** What a cutoff ended has one instant, whoever records it; what an act ends slice by slice has one correlation. */
function actOf({ cause, endedAt, correlationId }: StoredEnding): string {
  return cause === 'cutoff' ? String(endedAt) : correlationId
}

/** Joins the mails of one act to one address, and is of no use beyond it: no address is kept, nor can two acts be joined by it. */
function blind(address: string, act: string): string {
  return `contact:${secretDigest(`${act}:${address.toLowerCase()}`).toString('hex')}`
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
