import { eq } from 'drizzle-orm'
import { mailSetting, notice } from '@/db/schema/notice'
import { type Instant, SECOND } from '@/lib/core/instant'
import type { NoticeKind, NoticeRecipient } from '@/lib/core/notice'
import { newId } from '@/lib/crypto/id'
import type { Reader, Transaction } from './transaction'

/** A mail to be sent: what and to whom, by id. Its words, its address and all it tells are read when it is sent. */
export interface NoticeDraft {
  readonly kind: NoticeKind
  /** What makes two notices the same. Only the first is written, whoever asks and how often. */
  readonly dedupeKey: string
  /** A subject, also for operators: theirs; or an invitation. For a contact the key that names it. */
  readonly recipient: { readonly type: NoticeRecipient; readonly id: string }
  readonly applicationId: string | null
  readonly credentialId: string | null
  /** What `sealNoticeSecret` made of the link it is to say. */
  readonly sealedSecret?: Buffer
  /** The instant it speaks of. */
  readonly aboutAt: Instant
}

/** Large acts end slice by slice: their one mail waits a little, so that it tells of all of it. */
export const GATHERING = 20 * SECOND

/**
 * Queues mails in the transaction of the act they tell of: they are sent only when it commits. Queues nothing while no worker
 * has a mail server, or where the installation's switch is off. Returns how many were new.
 */
export async function enqueueNotices(tx: Transaction, now: Instant, drafts: readonly NoticeDraft[]): Promise<number> {
  if (drafts.length === 0) return 0
  const wanted = await wantedKinds(tx)
  const rows = drafts.filter(({ kind }) => wanted(kind)).map((draft) => toRow(draft, now))
  if (rows.length === 0) return 0
  const written = await tx.insert(notice).values(rows).onConflictDoNothing().returning({ id: notice.id })
  return written.length
}

/** Whether a mail of this kind would be queued now. */
export async function sendsNotice(db: Reader, kind: NoticeKind): Promise<boolean> {
  return (await wantedKinds(db))(kind)
}

async function wantedKinds(tx: Reader): Promise<(kind: NoticeKind) => boolean> {
  const [setting] = await tx.select().from(mailSetting).where(eq(mailSetting.id, 1))
  if (setting?.serverSet !== true) return () => false
  // Whoever asks for a test wants to know whether mails arrive, also before they are switched on.
  return (kind) => kind === 'mail_test' || (setting.enabled && !setting.kindsOff.includes(kind))
}

function toRow({ recipient, ...draft }: NoticeDraft, now: Instant): typeof notice.$inferInsert {
  return {
    ...draft,
    id: newId(now),
    recipientType: recipient.type,
    recipientId: recipient.id,
    state: 'queued',
    nextAttemptAt: draft.kind === 'credentials_revoked' ? now + GATHERING : now,
    createdAt: now,
  }
}
