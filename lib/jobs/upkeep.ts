import { sql } from 'drizzle-orm'
import { forgetPreviews } from '../services/acts/run-waiting'
import type { Services } from '../services/context'
import { purgeReplays } from '../services/idempotency/purge'
import { record } from '../services/record'

/** How long telemetry is kept, in days. Credentials and their tombstones stay until retention of their own is built. */
export const USE_DAYS_KEPT = 90
export const REFUSAL_DAYS_KEPT = 400
/** That a mail was sent; a second one for the same key cannot come later than that. */
const NOTICE_DAYS_KEPT = 400

/** Makes the partitions of the coming week and drops days that are over; forgets spent idempotency keys, old throttles, exports and previews. */
export async function keepUp(services: Services): Promise<void> {
  await purgeReplays(services.db)
  await forgetPreviews(services.db)
  await record(services.db, async (tx) => {
    await tx.execute(sql`select ensure_partitions(7)`)
    await tx.execute(sql`select drop_partitions('use_hour', ${USE_DAYS_KEPT})`)
    await tx.execute(
      sql`select drop_partitions('refusal', ${REFUSAL_DAYS_KEPT}), drop_partitions('refusal_request', ${REFUSAL_DAYS_KEPT})`,
    )
    await tx.execute(sql`delete from notice where settled_at < assay_now() - ${NOTICE_DAYS_KEPT} * interval '1 day'`)
    await tx.execute(sql`delete from sign_in_throttle where window_start < assay_now() - interval '2 days'`)
    await tx.execute(sql`delete from export_request where requested_at < assay_now() - interval '1 day'`)
  })
}
