import { and, sql } from 'drizzle-orm'
import { z } from 'zod'
import { Id } from '../input-parts'
import { instantSql } from '../instant-sql'
import { notEnded, rules } from '../lapse-sql'
import { query } from '../query'
import { withinReach } from '../reach'
import { findPolicy } from './within-reach'

/** How many live credentials have an age from `fromSeconds` up to, not including, `untilSeconds`. */
export interface AgeBucket {
  readonly fromSeconds: number
  readonly untilSeconds: number
  readonly count: number
}

const BUCKETS = 24
const AgesInput = z.strictObject({
  policyId: Id,
  of: z.enum(['idle', 'absolute']),
  untilSeconds: z.number().int().min(60),
})
/** The population under a limit: time since last use, or since sign-in, in even buckets; what is older counts in the last. */
export const readAges = query({
  permission: 'policies.read',
  input: AgesInput,
  async run({ db, reach, now, input }): Promise<AgeBucket[]> {
    const found = await findPolicy(db, reach, input.policyId)
    const base = input.of === 'idle' ? sql`live.last_used_at` : sql`live.signed_in_at`
    const application = and(
      found.applicationId === null ? sql`true` : sql`live.application_id = ${found.applicationId}`,
      withinReach(reach, sql`live.application_id`),
    )
    // float8 throughout: width_bucket over numeric was measured five times slower.
    const { rows } = await db.execute<{ bucket: number; count: number }>(sql`
      select least(width_bucket(extract(epoch from ${instantSql(now)} - ${base})::float8, 0::float8, ${input.untilSeconds}::float8, ${BUCKETS}), ${BUCKETS}) as bucket,
             count(*)::float8 as count
        from credential_live live ${rules(now)}
       where live.kind = ${found.kind} and ${application} and ${notEnded(now)}
       group by 1`)
    const counts = new Map(rows.map((row) => [Math.max(row.bucket, 1), row.count]))
    const width = input.untilSeconds / BUCKETS
    return Array.from({ length: BUCKETS }, (_, index) => ({
      fromSeconds: Math.round(index * width),
      untilSeconds: Math.round((index + 1) * width),
      count: counts.get(index + 1) ?? 0,
    }))
  },
})
