import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { NOTICE_KINDS, NOTICE_RECIPIENTS, NOTICE_STATES, NOTICE_WHYS } from '@/lib/core/notice'
import { application } from './application'
import { bytea, instant, oneOf } from './types'

/**
 * A mail to be sent: what and to whom by id, never the words. Address, name and words are read when it is sent, so that nothing
 * of them is kept here. Written in the transaction of the act it tells of.
 */
export const notice = pgTable(
  'notice',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: NOTICE_KINDS }).notNull(),
    /** What makes two notices the same: a second one is not written. */
    dedupeKey: text('dedupe_key').notNull(),
    recipientType: text('recipient_type', { enum: NOTICE_RECIPIENTS }).notNull(),
    recipientId: uuid('recipient_id').notNull(),
    applicationId: uuid('application_id'),
    credentialId: uuid('credential_id'),
    /** A link's secret, which the mail alone may say: sealed, and gone as soon as the mail is settled. */
    sealedSecret: bytea('sealed_secret'),
    /** The instant it speaks of: of the ending, of the end ahead, of the sign-in. */
    aboutAt: instant('about_at').notNull(),
    state: text('state', { enum: NOTICE_STATES }).notNull(),
    why: text('why', { enum: NOTICE_WHYS }),
    attempts: integer('attempts').notNull().default(0),
    /** When it is tried next; null once it is settled. */
    nextAttemptAt: instant('next_attempt_at'),
    createdAt: instant('created_at').notNull(),
    settledAt: instant('settled_at'),
  },
  (table) => [
    uniqueIndex('notice_dedupe').on(table.dedupeKey),
    // What is due, and nothing that is settled.
    index('notice_due').on(table.nextAttemptAt).where(sql`next_attempt_at is not null`),
    // The newest-first list; ids sort by time.
    index('notice_newest').on(table.id.desc()),
    oneOf('notice_kind', table.kind, NOTICE_KINDS),
    oneOf('notice_recipient', table.recipientType, NOTICE_RECIPIENTS),
    oneOf('notice_state', table.state, NOTICE_STATES),
    oneOf('notice_why', table.why, NOTICE_WHYS),
    check('notice_settled', sql`(state = 'queued') = (next_attempt_at is not null)`),
    check('notice_secret_gone', sql`state = 'queued' or sealed_secret is null`),
    check('notice_settled_at', sql`(state = 'queued') = (settled_at is null)`),
  ],
)

/** One row: whether mails are sent at all, and which not. The worker reports what it was given to send them with. */
export const mailSetting = pgTable(
  'mail_setting',
  {
    id: integer('id').primaryKey(),
    enabled: boolean('enabled').notNull(),
    kindsOff: text('kinds_off', { enum: NOTICE_KINDS }).array().notNull(),
    /** Whether the worker has a mail server; null while no worker has said. */
    serverSet: boolean('server_set'),
    sender: text('sender'),
    reportedAt: instant('reported_at'),
  },
  () => [check('mail_setting_single', sql`id = 1`)],
)

/** What an application chose for the mails to its people, and the language it speaks where a reader asks for none. */
export const applicationMail = pgTable('application_mail', {
  applicationId: uuid('application_id')
    .primaryKey()
    .references(() => application.id),
  kindsOff: text('kinds_off', { enum: NOTICE_KINDS }).array().notNull(),
  replyTo: text('reply_to'),
  language: text('language'),
})
