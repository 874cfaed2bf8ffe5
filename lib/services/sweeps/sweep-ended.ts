import { inArray, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { type Instant, SECOND } from '@/lib/core/instant'
import { IDLE_TOLERANCE_SECONDS } from '@/lib/core/policy'
import { command, unchanged } from '../command'
import { endCredentials } from '../end-credentials'
import { readCredentials } from '../judge/read-records'
import type { Transaction } from '../transaction'
import { NOBODY, sweptEntry, type TrueEnding, trueEnding } from '../true-ending'

const BATCH = 500

/**
 * Records endings that came by themselves, with their true instants and reasons. It changes no verdict: the judge never asks
 * whether a sweep ran. Idle ones wait two flushes more, and end only where the last use is still what was judged.
 */
export const sweepEnded = command({
  permission: 'system.work',
  input: z.strictObject({}),
  async run({ tx, now, services, context }) {
    const ids = await candidates(tx, now)
    if (ids.length === 0) return unchanged({ ended: 0 })
    const config = await services.config.within(tx)
    const stored = await readCredentials(tx, config, inArray(credential.id, ids))
    const endings = stored.flatMap((each) => {
      const ending = trueEnding(each, config, now)
      return ending !== null && isSettled(ending, now) ? [{ stored: each, ending }] : []
    })
    const { correlationId } = context
    const ended = await endCredentials(
      tx,
      { now, actor: NOBODY, correlationId },
      endings.map(({ ending }) => ending),
    )
    const entries = endings
      .filter(({ ending }) => ended.has(ending.credentialId))
      .map(({ stored: each, ending }) => sweptEntry(each, ending))
    const [first, ...rest] = entries
    return first === undefined ? unchanged({ ended: 0 }) : { result: { ended: ended.size }, entries: [first, ...rest] }
  },
})

function isSettled({ reason, endedAt }: TrueEnding, now: Instant): boolean {
  return reason !== 'idle' || endedAt <= now - IDLE_TOLERANCE_SECONDS * SECOND
}

/** Live rows that some limit or cutoff has reached. Wider than the judge, who has the last word on each; never narrower. */
async function candidates(tx: Transaction, now: Instant): Promise<string[]> {
  const { rows } = await tx.execute<{ id: string }>(sql`
    select live.credential_id as id from credential_live live
     where live.expires_at <= ${at(now)} or live.overlap_until <= ${at(now)}
    union
    select live.credential_id from policy_window w join credential_live live on live.kind = w.kind and ${concerns}
     where ${reached(sql`live.signed_in_at`, sql`w.absolute_seconds`, now)}
    union
    select live.credential_id from policy_window w join credential_live live on live.kind = w.kind and ${concerns}
     where ${reached(sql`live.last_used_at`, sql`w.idle_seconds`, now - IDLE_TOLERANCE_SECONDS * SECOND)}
    union
    select live.credential_id from cutoff join credential_live live on live.signed_in_at <= cutoff.at
       and (cutoff.subject_id is null or cutoff.subject_id = live.subject_id)
       and (cutoff.application_id is null or cutoff.application_id = live.application_id)
     where cutoff.at <= ${at(now)}
     limit ${BATCH}`)
  return rows.map((row) => row.id)
}

const concerns = sql`(w.application_id is null or w.application_id = live.application_id)`

function reached(base: SQL, seconds: SQL, now: Instant): SQL {
  const limit = sql`greatest(${base} + ${seconds} * interval '1 second', w.from_at)`
  return sql`${seconds} is not null and ${limit} <= ${at(now)} and (w.until_at is null or ${limit} < w.until_at)`
}

function at(instant: Instant): SQL {
  return sql`${new Date(instant).toISOString()}::timestamptz`
}
