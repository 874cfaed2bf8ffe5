import { type SQL, sql } from 'drizzle-orm'
import { DAY, type Instant } from '@/lib/core/instant'
import type { SubjectNotice } from '@/lib/core/notice'
import type { Services } from '../context'
import { enqueueNotices, type NoticeDraft } from '../enqueue-notices'
import { instantSql } from '../instant-sql'
import { LAPSE, notEnded } from '../lapse-sql'
import { databaseNow } from '../query'
import { record } from '../record'
import type { Transaction } from '../transaction'

/** At most in one turn; a full turn is followed by the next. */
const AT_ONCE = 500

interface Due {
  readonly kind: SubjectNotice
  /** What ends it, as a column of the lapse. */
  readonly end: SQL
  /** Told from this long before the end, in milliseconds. */
  readonly ahead: number
  /** And not any more from this long before it: the next notice tells then. */
  readonly until: number
  /** What else has to hold. */
  readonly only: SQL
}

/**
 * Warnings of keys that end. Whoever made a key for less time than a warning would come before its end knows that it ends,
 * and an old key that nobody uses any more may end in peace.
 */
const WARNINGS: readonly Due[] = [
  {
    kind: 'key_ends_in_14_days',
    ...{ end: sql`limits.expired`, ahead: 14 * DAY, until: 3 * DAY },
    only: sql`live.overlap_until is null and live.issued_at <= limits.expired - interval '14 days'`,
  },
  {
    kind: 'key_ends_in_3_days',
    ...{ end: sql`limits.expired`, ahead: 3 * DAY, until: 0 },
    only: sql`live.overlap_until is null and live.issued_at <= limits.expired - interval '3 days'`,
  },
  {
    kind: 'overlap_ends',
    ...{ end: sql`limits.superseded`, ahead: DAY, until: 0 },
    only: sql`exists (select from credential successor where successor.id = live.successor_id
                       and successor.issued_at <= limits.superseded - interval '1 day' and live.last_used_at > successor.issued_at)`,
  },
]

/**
 * Queues the warnings that have become due, each exactly once for a credential: their key is unique, so any number of workers
 * may sweep at once. Returns how many were queued.
 */
export async function sweepDueNotices({ db }: Services): Promise<number> {
  return record(db, async (tx) => {
    const now = await databaseNow(tx)
    let queued = 0
    for (const due of WARNINGS) queued += await enqueueNotices(tx, now, await draftsOf(tx, due, now))
    return queued
  })
}

/** Keys are found by application: they are few beside the sessions, and have no index of their own by their end. */
async function draftsOf(tx: Transaction, due: Due, now: Instant): Promise<NoticeDraft[]> {
  const { rows } = await tx.execute<{ credential: string; subject: string; application: string; ends_at: number }>(sql`
    select live.credential_id as credential, live.subject_id as subject, live.application_id as application,
           (extract(epoch from ${due.end}) * 1000)::float8 as ends_at
      from application
      cross join lateral (
        select * from credential_live each where each.application_id = application.id and each.kind = 'api_key' offset 0
      ) live ${LAPSE}
     where ${due.end} > ${instantSql(now + due.until)} and ${due.end} <= ${instantSql(now + due.ahead)}
       and ${due.only} and ${notEnded(now)}
       and not exists (select from notice where dedupe_key = ${`${due.kind}:`} || live.credential_id)
     limit ${AT_ONCE}`)
  return rows.map(({ credential, subject, application, ends_at }) => ({
    kind: due.kind,
    dedupeKey: `${due.kind}:${credential}`,
    recipient: { type: 'subject', id: subject },
    applicationId: application,
    credentialId: credential,
    aboutAt: ends_at,
  }))
}
