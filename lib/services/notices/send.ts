import { eq, sql } from 'drizzle-orm'
import { notice } from '@/db/schema/notice'
import { HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import type { LinkNotice, NoticeWhy } from '@/lib/core/notice'
import type { Services } from '../context'
import { instantSql } from '../instant-sql'
import { databaseNow } from '../query'
import { record } from '../record'
import { composeMail } from './compose'
import type { Deliver } from './mail'

export interface SendOptions {
  readonly deliver: Deliver
  /** Where operators find the console, for the button of their mails. */
  readonly consoleUrl: string
  /** Where a link leads that only its mail may say. */
  readonly linkOf: (kind: LinkNotice, secret: string) => string
}

export type NoticeRow = typeof notice.$inferSelect

/** Taken at once; a worker that dies while it sends gives them back after the lease. */
const AT_ONCE = 10
const LEASE = 5 * MINUTE

/** After each failed attempt, how long until the next; after the last it has failed. A server may be away for a day. */
const WAITS = [1 * MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 8 * HOUR, 12 * HOUR]

/**
 * Sends what is due, each notice by one worker: it is taken with a lease before it is sent. A worker that dies between the
 * server's yes and ours sends it again with the same Message-ID, which mail programs show once. Returns how many were taken.
 */
export async function sendNotices(services: Services, options: SendOptions): Promise<number> {
  const taken = await take(services)
  for (const row of taken) await sendOne(services, options, row)
  return taken.length
}

async function take({ db }: Services): Promise<NoticeRow[]> {
  return record(db, async (tx) => {
    const now = await databaseNow(tx)
    return tx
      .update(notice)
      .set({ attempts: sql`${notice.attempts} + 1`, nextAttemptAt: now + LEASE })
      .where(
        sql`${notice.id} in (select id from notice where next_attempt_at <= ${instantSql(now)} order by next_attempt_at limit ${AT_ONCE} for update skip locked)`,
      )
      .returning()
  })
}

async function sendOne(services: Services, options: SendOptions, row: NoticeRow): Promise<void> {
  const composed = await composeMail(services, options, row)
  if ('skip' in composed) return settle(services, row, { state: 'skipped', why: composed.skip })
  const delivery = await options.deliver(composed.mail)
  if (delivery.delivered) return settle(services, row, { state: 'sent', why: null })
  const wait = delivery.again ? WAITS[row.attempts - 1] : undefined
  if (wait === undefined) return settle(services, row, { state: 'failed', why: delivery.why })
  return postpone(services, row, delivery.why, wait)
}

interface Settlement {
  readonly state: 'sent' | 'failed' | 'skipped'
  readonly why: NoticeWhy | null
}

async function settle({ db }: Services, { id }: NoticeRow, settlement: Settlement): Promise<void> {
  await record(db, async (tx) => {
    const settledAt = await databaseNow(tx)
    await tx
      .update(notice)
      .set({ ...settlement, sealedSecret: null, nextAttemptAt: null, settledAt })
      .where(eq(notice.id, id))
  })
}

async function postpone({ db }: Services, { id }: NoticeRow, why: NoticeWhy, wait: Instant): Promise<void> {
  await record(db, async (tx) => {
    const now = await databaseNow(tx)
    await tx
      .update(notice)
      .set({ why, nextAttemptAt: now + wait })
      .where(eq(notice.id, id))
  })
}
