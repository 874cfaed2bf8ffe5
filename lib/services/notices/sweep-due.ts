import { type SQL, sql } from 'drizzle-orm'
import { DAY, type Instant } from '@/lib/core/instant'
import type { SubjectNotice } from '@/lib/core/notice'
import type { Services } from '../context'
import { enqueueNotices, type NoticeDraft } from '../enqueue-notices'
import { instantSql } from '../instant-sql'
import { readContacts } from '../key-contacts'
import { lapses, notEnded } from '../lapse-sql'
import { databaseNow } from '../query'
import { record } from '../record'
import type { Transaction } from '../transaction'

/** At most in one turn; a full turn is followed by the next. */
const AT_ONCE = 500

interface Due {
  readonly kind: SubjectNotice
  /** The instant it warns of, from the row, its lapse and the rule of its application. */
  readonly end: SQL
  /** Whether it is told at this instant. */
  readonly when: (now: Instant) => SQL
  /** What else has to hold. */
  readonly only: SQL
}

/** From `ahead` before the end on, in milliseconds, and not any more from `until` before it: the next notice tells then. */
function before(end: SQL, ahead: number, until: number): Pick<Due, 'end' | 'when'> {
  return { end, when: (now) => sql`${end} > ${instantSql(now + until)} and ${end} <= ${instantSql(now + ahead)}` }
}

const ROTATION = sql`(live.issued_at + rule.rotate_after)`

/**
 * Warnings of keys that end or are due. Whoever made a key for less time than a warning would come before its end knows that it
 * ends, and an old key that nobody uses any more may end in peace.
 */
const WARNINGS: readonly Due[] = [
  {
    kind: 'key_ends_in_14_days',
    ...before(sql`limits.expired`, 14 * DAY, 3 * DAY),
    only: sql`live.overlap_until is null and live.issued_at <= limits.expired - interval '14 days'`,
  },
  {
    kind: 'key_ends_in_3_days',
    ...before(sql`limits.expired`, 3 * DAY, 0),
    only: sql`live.overlap_until is null and live.issued_at <= limits.expired - interval '3 days'`,
  },
  {
    kind: 'rotation_due',
    end: ROTATION,
    // Early enough to do it in peace: 14 days, or a fifth of the age. What was due before the rule came is told as well.
    when: (now) => sql`${ROTATION} - least(interval '14 days', rule.rotate_after / 5) <= ${instantSql(now)}`,
    // A key that ends first is told of its end.
    only: sql`live.successor_id is null and (limits.expired is null or limits.expired > ${ROTATION})`,
  },
  {
    kind: 'overlap_ends',
    ...before(sql`limits.superseded`, DAY, 0),
    only: sql`exists (select from credential successor where successor.id = live.successor_id
                       and successor.issued_at <= limits.superseded - interval '1 day' and live.last_used_at > successor.issued_at)`,
  },
]

/**
 * Queues the warnings that have become due, each exactly once for a credential and deadline: their key is unique, so any number
 * of workers may sweep at once. Returns how many were queued.
 */
export async function sweepDueNotices({ db }: Services): Promise<number> {
  return record(db, async (tx) => {
    const now = await databaseNow(tx)
    let queued = 0
    for (const due of WARNINGS) queued += await enqueueNotices(tx, now, await draftsOf(tx, due, now))
    return queued
  })
}

/** To the owner of each, and to whom it names as its contact. */
async function draftsOf(tx: Transaction, due: Due, now: Instant): Promise<NoticeDraft[]> {
  const keys = await selectDue(tx, due, now)
  const ids = keys.map(({ credential }) => credential)
  const contacts = await readContacts(tx, ids)
  return keys.flatMap((key) => {
    const toOwner = draftOf(due.kind, key)
    if (!contacts.has(key.credential)) return [toOwner]
    const recipient = { type: 'contact', id: key.credential } as const
    return [toOwner, { ...toOwner, recipient, dedupeKey: `${toOwner.dedupeKey}:contact` }]
  })
}

function draftOf(kind: SubjectNotice, { credential, subject, application, endsAt }: DueKey): NoticeDraft {
  return {
    kind,
    // A deadline that was moved is told anew.
    dedupeKey: `${kind}:${credential}:${endsAt}`,
    recipient: { type: 'subject', id: subject },
    applicationId: application,
    credentialId: credential,
    aboutAt: endsAt,
  }
}

interface DueKey extends Record<string, unknown> {
  readonly credential: string
  readonly subject: string
  readonly application: string
  readonly endsAt: number
}

/** Keys are found by application: they are few beside the sessions, and have no index of their own by their end. */
async function selectDue(tx: Transaction, { kind, end, when, only }: Due, now: Instant): Promise<DueKey[]> {
  const milliseconds = sql`(extract(epoch from ${end}) * 1000)::int8`
  const { rows } = await tx.execute<DueKey>(sql`
    select live.credential_id as credential, live.subject_id as subject, live.application_id as application,
           ${milliseconds}::float8 as "endsAt"
      from application
      cross join lateral (select ${ROTATE_AFTER} as rotate_after offset 0) rule
      cross join lateral (
        select * from credential_live each where each.application_id = application.id and each.kind = 'api_key' offset 0
      ) live ${lapses(now)}
     where ${when(now)} and ${only} and ${notEnded(now)}
       and not exists (select from notice where dedupe_key = ${`${kind}:`} || live.credential_id || ':' || ${milliseconds})
     limit ${AT_ONCE}`)
  return rows
}

/** The age from which the strictest rule in force asks for a rotation; null where none does. See `rotationDueAt`. */
const ROTATE_AFTER = sql`(
  select min(w.rotate_after_seconds) * interval '1 second' from policy_window w
   where w.until_at is null and w.kind = 'api_key' and (w.application_id is null or w.application_id = application.id))`
