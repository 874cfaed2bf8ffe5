import { desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { applicationMail, mailSetting, notice } from '@/db/schema/notice'
import { operatorInvitation } from '@/db/schema/operator-invitation'
import { subject } from '@/db/schema/subject'
import type { Instant } from '@/lib/core/instant'
import type { NoticeKind, NoticeRecipient, NoticeState, NoticeWhy } from '@/lib/core/notice'
import { type Language, lookup } from '@/lib/locale/languages'
import { ASSAY_APPLICATION } from '../assay-application'
import { veiled, veilOf } from '../masking'
import { query } from '../query'

export interface MailOverview {
  /** What the worker has said; `set` is null while none has. */
  readonly server: { readonly set: boolean | null; readonly sender: string | null; readonly reportedAt: Instant | null }
  readonly enabled: boolean
  readonly kindsOff: readonly NoticeKind[]
  readonly applications: readonly ApplicationMail[]
  /** Newest first. */
  readonly recent: readonly RecentNotice[]
}

export interface ApplicationMail {
  readonly id: string
  readonly name: string
  readonly kindsOff: readonly NoticeKind[]
  readonly replyTo: string | null
  readonly language: Language | null
}

export interface RecentNotice {
  readonly id: string
  readonly kind: NoticeKind
  readonly state: NoticeState
  readonly why: NoticeWhy | null
  readonly attempts: number
  readonly createdAt: Instant
  readonly nextAttemptAt: Instant | null
  /** Whom it is for, by name, a contact by the key that names it: addresses are not looked at here. */
  readonly recipient: { readonly type: NoticeRecipient; readonly id: string; readonly name: string }
  readonly applicationName: string | null
}

const RECENT = 50

/** How mails are set up, what each application chose, and the last ones with what became of them. */
export const readMailOverview = query({
  permission: 'mail.read',
  input: z.strictObject({}),
  async run({ db, actor, now, services }): Promise<MailOverview> {
    const veil = await veilOf(db, actor, now)
    const [setting] = await db.select().from(mailSetting).where(eq(mailSetting.id, 1))
    if (setting === undefined) throw new Error('mail_setting has no row: the database is not migrated')
    const { applications } = await services.config.current()
    const choices = new Map((await db.select().from(applicationMail)).map((row) => [row.applicationId, row]))
    const rows = await db
      .select({ row: notice, name: NAME, externalId: subject.externalId, keyName: credential.name })
      .from(notice)
      .leftJoin(subject, eq(subject.id, notice.recipientId))
      .leftJoin(credential, eq(credential.id, notice.recipientId))
      .leftJoin(operatorInvitation, eq(operatorInvitation.id, notice.recipientId))
      .orderBy(desc(notice.id))
      .limit(RECENT)
    return {
      server: { set: setting.serverSet, sender: setting.sender, reportedAt: setting.reportedAt },
      enabled: setting.enabled,
      kindsOff: setting.kindsOff,
      applications: [...applications.values()]
        .filter(({ id }) => id !== ASSAY_APPLICATION.id)
        .map(({ id, name }) => choiceOf(id, name, choices.get(id)))
        .sort((a, b) => a.name.localeCompare(b.name, 'en')),
      recent: rows.map(({ row, name, externalId, keyName }) => ({
        ...{ id: row.id, kind: row.kind, state: row.state, why: row.why, attempts: row.attempts },
        ...{ createdAt: row.createdAt, nextAttemptAt: row.nextAttemptAt },
        recipient: {
          type: row.recipientType,
          id: row.recipientId,
          name: veiled(
            veil,
            { subjectId: row.recipientId, applicationId: row.applicationId },
            row.recipientType === 'contact' ? (keyName ?? 'a key') : (name ?? externalId ?? 'somebody since removed'),
          ),
        },
        applicationName: applications.get(row.applicationId ?? '')?.name ?? null,
      })),
    }
  },
})

const NAME = sql<string | null>`coalesce(${subject.name}, ${operatorInvitation.name})`

function choiceOf(id: string, name: string, row: typeof applicationMail.$inferSelect | undefined): ApplicationMail {
  const { kindsOff = [], replyTo = null, language = null } = row ?? {}
  return { id, name, kindsOff, replyTo, language: lookup(language ?? '') }
}
