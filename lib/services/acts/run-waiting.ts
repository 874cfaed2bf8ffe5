import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { Context } from '../context'
import { record } from '../record'
import { continueAct } from './continue'
import { PREVIEW_LASTS } from './run'

/** Goes on with the act that has waited longest, by one slice. Returns how many slices were done: 0 when nothing waits. */
export async function continueWaiting(context: Context): Promise<number> {
  const { rows } = await context.services.db.execute<{ id: string }>(
    sql`select id from bulk_act where state = 'running' order by started_at limit 1`,
  )
  const [waiting] = rows
  if (waiting === undefined) return 0
  const outcome = await continueAct(context, { actId: waiting.id })
  return outcome.ok && outcome.value !== null ? 1 : 0
}

/** Forgets previews that nobody confirmed while they could. Returns how many. */
export async function forgetPreviews(db: Database): Promise<number> {
  const { rowCount } = await record(db, (tx) =>
    tx.execute(
      sql`delete from bulk_act where state = 'previewed' and previewed_at < assay_now() - ${2 * PREVIEW_LASTS} * interval '1 millisecond'`,
    ),
  )
  return rowCount ?? 0
}
