import { lte, sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import { idempotency } from '@/db/schema/idempotency'
import { record } from '../record'
import { REPLAY_HOURS } from './once'

/** Removes replays that are no longer given. Returns how many. Errors: ServiceError `unavailable`. */
export async function purgeReplays(db: Database): Promise<number> {
  const { rowCount } = await record(db, (tx) =>
    tx.delete(idempotency).where(lte(idempotency.createdAt, sql`assay_now() - ${REPLAY_HOURS} * interval '1 hour'`)),
  )
  return rowCount ?? 0
}
