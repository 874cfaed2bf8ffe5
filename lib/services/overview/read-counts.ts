import { and, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Kind } from '@/lib/core/credential'
import { type Instant, MINUTE } from '@/lib/core/instant'
import { STATES } from '@/lib/core/lifecycle'
import type { Reach } from '@/lib/core/permissions'
import { instantSql } from '../instant-sql'
import { COUNT_MAX, type HonestCount, honestCount } from '../keyset'
import { rules, stateIs } from '../lapse-sql'
import { query } from '../query'
import { withinReach } from '../reach'

/** The numbers beside the console's pages. */
export interface Counts {
  readonly sessions: HonestCount
  readonly keys: HonestCount
  /** Refused presentations in the minute before. */
  readonly refusalsPerMinute: HonestCount
}

/** Counts what lives and what was refused in the last minute; every count stops at 10,000, so it costs the same at any size. */
export const readCounts = query({
  permission: 'credentials.browse',
  input: z.strictObject({}),
  async run({ db, reach, now }): Promise<Counts> {
    const { rows } = await db.execute<{ sessions: number; keys: number; refusals: number }>(sql`
      select ${counted(live('session', reach, now))} as sessions, ${counted(live('api_key', reach, now))} as keys, ${counted(refused(reach, now))} as refusals`)
    const { sessions = 0, keys = 0, refusals = 0 } = rows[0] ?? {}
    return { sessions: honestCount(sessions), keys: honestCount(keys), refusalsPerMinute: honestCount(refusals) }
  },
})

const ALIVE = STATES.filter((state) => state !== 'ended')

function live(kind: Kind, reach: Reach, now: Instant): SQL {
  return sql`select from credential_live live ${rules(now)} where ${and(sql`live.kind = ${kind}`, stateIs(ALIVE, now), withinReach(reach, sql`live.application_id`))}`
}

/** By the time inside the request id, which the primary key begins with; it is the judgement's but for milliseconds. */
function refused(reach: Reach, now: Instant): SQL {
  const here = withinReach(reach, sql`refusal.application_id`)
  if (here !== undefined)
    return sql`select from refusal_request join refusal on refusal.id = refusal_id
      where request_at >= ${instantSql(now - MINUTE)} and ${here}`
  return sql`select from refusal_request where request_at >= ${instantSql(now - MINUTE)}`
}

function counted(rows: SQL): SQL {
  return sql`(select count(*)::float8 from (${rows} limit ${COUNT_MAX + 1}) counted)`
}
