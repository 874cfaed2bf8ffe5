import { inArray, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { type Instant, SECOND } from '@/lib/core/instant'
import { IDLE_TOLERANCE_SECONDS } from '@/lib/core/policy'
import { command, unchanged } from '../command'
import { endCredentials } from '../end-credentials'
import { Id } from '../input-parts'
import { readCredentials } from '../judge/read-records'
import { hasLapsed, rules } from '../lapse-sql'
import type { Transaction } from '../transaction'
import { NOBODY, sweptEntry, type TrueEnding, trueEnding } from '../true-ending'

/** Looked through in one turn (measured: 0.1 s), and ended at most in one. */
const SLICE = 50_000
const BATCH = 1_000

export interface Swept {
  readonly ended: number
  /** Where the next turn begins; null when this one came to the end. */
  readonly after: string | null
}

/**
 * Records endings that came by themselves, with their true instants and reasons, walking through all live credentials slice by
 * slice: the cost of a turn is the same at any size. It changes no verdict: the judge never asks whether a sweep ran.
 */
export const sweepEnded = command({
  permission: 'system.work',
  input: z.strictObject({ after: Id.nullable().default(null) }),
  async run({ tx, now, input, services, context }) {
    const { ids, after } = await nextSlice(tx, now, input.after ?? NOTHING_BEFORE)
    const config = await services.config.within(tx)
    const stored = ids.length === 0 ? [] : await readCredentials(tx, config, inArray(credential.id, ids))
    const endings = stored.flatMap((each) => {
      const ending = trueEnding(each, config, now)
      return ending !== null && isSettled(ending, now) ? [{ stored: each, ending }] : []
    })
    const { correlationId } = context
    const drafts = endings.map(({ ending }) => ending)
    const ended = await endCredentials(tx, { now, actor: NOBODY, correlationId }, drafts)
    const result: Swept = { ended: ended.size, after }
    const [first, ...rest] = endings
      .filter(({ ending }) => ended.has(ending.credentialId))
      .map(({ stored: each, ending }) => sweptEntry(each, ending))
    return first === undefined ? unchanged(result) : { result, entries: [first, ...rest] }
  },
})

/** The last uses of two flushes may still be on their way to the store. */
function isSettled({ reason, endedAt }: TrueEnding, now: Instant): boolean {
  return reason !== 'idle' || endedAt + IDLE_TOLERANCE_SECONDS * SECOND <= now
}

const NOTHING_BEFORE = '00000000-0000-0000-0000-000000000000'

/** What an act's cutoff has ended, the act itself records: its entries belong together. */
const inRunningAct = sql`exists (
  select from bulk_act act join bulk_act_item item on item.act_id = act.id
   where act.state = 'running' and act.cutoff and item.credential_id = live.credential_id and item.outcome is null)`

async function nextSlice(
  tx: Transaction,
  now: Instant,
  after: string,
): Promise<{ ids: string[]; after: string | null }> {
  const lapsed = await tx.execute<{ id: string }>(sql`
    select live.credential_id as id
      from (select * from credential_live where credential_id > ${after} order by credential_id limit ${SLICE}) live ${rules(now)}
     where ${hasLapsed(now)} and not ${inRunningAct} order by live.credential_id limit ${BATCH}`)
  const ids = lapsed.rows.map((row) => row.id)
  if (ids.length === BATCH) return { ids, after: ids.at(-1) ?? null }
  const last = await tx.execute<{ id: string }>(sql`
    select credential_id as id from credential_live where credential_id > ${after} order by credential_id offset ${SLICE - 1} limit 1`)
  return { ids, after: last.rows[0]?.id ?? null }
}
