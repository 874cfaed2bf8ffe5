import { and, type SQL, sql } from 'drizzle-orm'
import type { policy } from '@/db/schema/policy'
import { type Instant, SECOND } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../assay-application'
import { instantSql } from '../instant-sql'
import { lapses, notEnded, rules } from '../lapse-sql'
import { query } from '../query'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'
import { type EndingLimits, type LimitsGiven, PreviewInput } from './schemas'
import { findPolicy } from './within-reach'

/** What a change of limits would do to what lives now, counted exactly on the store. */
export interface PolicyPreview {
  readonly live: number
  /** End the moment the version comes into force. */
  readonly endNow: number
  readonly people: number
  /** End within the next hour without further use, and would not under the rules of today. */
  readonly withinHour: number
  readonly peopleWithNothingLeft: number
  /** Sessions of operators among those that end now. */
  readonly operators: number
  /** Keys whose owners would be asked to rotate them: none are refused for it. */
  readonly rotationDue: number
  /** Overlaps that run now and are longer than new ones could be. They end as they were set. */
  readonly longerOverlaps: number
  readonly countedAt: Instant
}

/** Counts the endings a change would cause, by the same limits the judge would apply. Errors: `not_found`. */
export const previewPolicyChange = query({
  permission: 'policies.read',
  input: PreviewInput,
  async run({ db, reach, now, input }): Promise<PolicyPreview> {
    const found = await findPolicy(db, reach, input.policyId)
    const [counts] = (await db.execute<Counts>(countSql({ ...found, reach }, input.limits, now))).rows
    const none = { live: 0, endNow: 0, people: 0, withinHour: 0, peopleWithNothingLeft: 0, operators: 0 }
    const ofKeys = await countKeyTerms(db, { ...found, reach }, input.limits, now)
    return { ...none, ...counts, ...ofKeys, countedAt: now }
  },
})

type KeyCounts = Pick<PolicyPreview, 'rotationDue' | 'longerOverlaps'>
type Counts = Omit<PolicyPreview, 'countedAt' | keyof KeyCounts> & Record<string, unknown>
type Target = typeof policy.$inferSelect & { readonly reach: Reach }

/** What a rule for keys would say of those that are there: it ends none of them. */
async function countKeyTerms(db: Reader, target: Target, limits: LimitsGiven, now: Instant): Promise<KeyCounts> {
  const { rotateAfterSeconds = null, overlapSecondsMax = null } = limits
  if (target.kind !== 'api_key' || (rotateAfterSeconds ?? overlapSecondsMax) === null)
    return { rotationDue: 0, longerOverlaps: 0 }
  const { rows } = await db.execute<KeyCounts & Record<string, unknown>>(sql`
    select (count(*) filter (where live.successor_id is null
              and live.issued_at + ${rotateAfterSeconds}::int * interval '1 second' <= ${instantSql(now)}))::float8 as "rotationDue",
           (count(*) filter (where live.overlap_until - successor.issued_at > ${overlapSecondsMax}::int * interval '1 second'))::float8
             as "longerOverlaps"
      from credential_live live ${rules(now)} left join credential successor on successor.id = live.successor_id
     where ${concerned(target)} and ${notEnded(now)}`)
  return rows[0] ?? { rotationDue: 0, longerOverlaps: 0 }
}

function countSql(target: Target, limits: EndingLimits, now: Instant): SQL {
  const soon = now + 3_600 * SECOND
  return sql`
    with standing as (
      select live.subject_id, live.application_id, live.signed_in_at, live.last_used_at, lapse.at as lapse_at
        from credential_live live ${lapses(now)}
       where ${concerned(target)} and ${notEnded(now)}
    ), judged as (
      select *, ${reaches(limits, now)} as ends_now,
             (${reaches(limits, soon)}) and not coalesce(lapse_at <= ${instantSql(soon)}, false) as ends_soon
        from standing
    ), hit as (select distinct subject_id from judged where ends_now)
    select count(*)::float8 as live,
           (count(*) filter (where ends_now))::float8 as "endNow",
           (count(distinct subject_id) filter (where ends_now))::float8 as people,
           (count(*) filter (where ends_soon and not ends_now))::float8 as "withinHour",
           (count(*) filter (where ends_now and application_id = ${ASSAY_APPLICATION.id}))::float8 as operators,
           (select count(*)::float8 from hit where not exists (
              select from credential_live other where other.subject_id = hit.subject_id
                 and not (${reachesOther(target, limits, now)}))) as "peopleWithNothingLeft"
      from judged`
}

function concerned({ kind, applicationId, reach }: Target, alias: SQL = sql`live`): SQL {
  const application = applicationId === null ? sql`true` : sql`${alias}.application_id = ${applicationId}`
  return sql`${and(sql`${alias}.kind = ${kind}`, application, withinReach(reach, sql`${alias}.application_id`))}`
}

/** A new version bites at max(limit, its beginning), and its beginning is now: so whatever has reached the limit ends now. */
function reaches({ idleSeconds, absoluteSeconds }: EndingLimits, instant: Instant, alias: SQL = sql``): SQL {
  const idle =
    idleSeconds === null
      ? sql`false`
      : sql`${alias}last_used_at + ${idleSeconds} * interval '1 second' <= ${instantSql(instant)}`
  const absolute =
    absoluteSeconds === null
      ? sql`false`
      : sql`${alias}signed_in_at + ${absoluteSeconds} * interval '1 second' <= ${instantSql(instant)}`
  return sql`(${idle} or ${absolute})`
}

function reachesOther(target: Target, limits: EndingLimits, now: Instant): SQL {
  return sql`${concerned(target, sql`other`)} and ${reaches(limits, now, sql`other.`)}`
}
