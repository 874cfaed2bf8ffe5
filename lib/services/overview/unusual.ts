import { type SQL, sql } from 'drizzle-orm'
import { DAY, HOUR, type Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import { REASONS, reasonFacts } from '@/lib/core/reasons'
import type { Surge } from '@/lib/core/surge'
import type { Config } from '../config-cache'
import { instantSql } from '../instant-sql'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'

interface Named {
  readonly id: string
  readonly name: string
}

/** Something somebody should look at, with what to look at. */
export type Unusual =
  | { readonly type: 'application'; readonly application: Named; readonly surge: Surge }
  /** One address that tried many different credentials, or made tokens up. */
  | {
      readonly type: 'address'
      readonly address: string
      readonly credentials: number
      readonly forged: number
      readonly refusals: number
    }
  | {
      readonly type: 'clock'
      readonly application: Named
      readonly callerAddress: string | null
      /** How far its clock is off, in seconds; negative is behind. */
      readonly skewSeconds: number
      readonly at: Instant
    }
  | {
      readonly type: 'overlap'
      readonly key: Named
      readonly owner: string
      readonly lastUsedAt: Instant
      readonly overlapUntil: Instant
    }
  | {
      readonly type: 'superseded'
      readonly key: Named
      readonly owner: string
      readonly refusals: number
      readonly lastAt: Instant
    }

/** At most so many of each; the list behind each has the rest. */
const EACH_MAX = 5
/** Every statement looks at the newest rows of its index and no further. */
const ROWS_MAX = 10_000

/** Addresses, clocks and old keys that stand out, each by one bounded statement. */
export async function readUnusual(db: Reader, config: Config, reach: Reach, now: Instant): Promise<Unusual[]> {
  const rows = async <T extends Record<string, unknown>>(statement: SQL) => (await db.execute<T>(statement)).rows
  const addresses = await rows<AddressRow>(addressesSql(reach, now))
  const clocks = await rows<ClockRow>(clocksSql(reach, now))
  const overlaps = await rows<OverlapRow>(overlapsSql(reach, now))
  const superseded = await rows<SupersededRow>(supersededSql(reach, now))
  return [
    ...addresses.map((row) => ({ type: 'address' as const, ...row })),
    ...clocks.map(({ applicationId, ...row }) => ({
      type: 'clock' as const,
      application: { id: applicationId, name: config.applications.get(applicationId)?.name ?? 'An application' },
      ...row,
    })),
    ...overlaps.map(({ id, name, ...row }) => ({ type: 'overlap' as const, key: { id, name }, ...row })),
    ...superseded.map(({ id, name, ...row }) => ({ type: 'superseded' as const, key: { id, name }, ...row })),
  ]
}

type AddressRow = { address: string; credentials: number; forged: number; refusals: number }

/** From so many different credentials refused in an hour, or so many made up, one address is no longer a person's. */
const CREDENTIALS_MIN = 8
const FORGED_MIN = 20

const ALARMING = REASONS.filter((reason) => reasonFacts(reason).severity === 'alarm')

function addressesSql(reach: Reach, now: Instant): SQL {
  return sql`
    select host(ip) as address, count(distinct credential_id)::int as credentials, sum(count)::float8 as refusals,
           coalesce(sum(count) filter (where reason in (${listed(ALARMING)})), 0)::float8 as forged
      from (select ip, credential_id, count, reason from refusal
             where last_at >= ${instantSql(now - HOUR)} and ip is not null and ${within(reach)}
             order by last_at desc, id desc limit ${ROWS_MAX}) newest
     group by ip
    having count(distinct credential_id) >= ${CREDENTIALS_MIN}
        or coalesce(sum(count) filter (where reason in (${listed(ALARMING)})), 0) >= ${FORGED_MIN}
     order by 4 desc, 2 desc limit ${EACH_MAX}`
}

type ClockRow = { applicationId: string; callerAddress: string | null; skewSeconds: number; at: Instant }

/** The evidence of the latest alone is opened: of every refusal, it was most of the time the overview took. */
function clocksSql(reach: Reach, now: Instant): SQL {
  return sql`
    select latest.application_id as "applicationId", host(latest.caller_ip) as "callerAddress", ${milliseconds(sql`latest.last_at`)} as at,
           coalesce((select (item -> 'evidence' ->> 'skewSeconds')::float8 from jsonb_array_elements(latest.evidence -> 'checks') item
             where item ->> 'reason' = 'clock_skew' limit 1), 0) as "skewSeconds"
      from (
        select * from (
          select distinct on (application_id, caller_ip) application_id, caller_ip, last_at, evidence
            from (select application_id, caller_ip, last_at, evidence from refusal
                   where reason = 'clock_skew' and last_at >= ${instantSql(now - DAY)} and ${within(reach)}
                   order by last_at desc limit ${ROWS_MAX}) newest
           order by application_id, caller_ip, last_at desc) callers
         order by last_at desc limit ${EACH_MAX}) latest
     order by latest.last_at desc`
}

type OverlapRow = { id: string; name: string; owner: string; lastUsedAt: Instant; overlapUntil: Instant }

/** Old keys that were used after their successor was made: somebody has not changed over yet. */
function overlapsSql(reach: Reach, now: Instant): SQL {
  return sql`
    select live.credential_id as id, coalesce(made.name, 'API key') as name, ${OWNER} as owner,
           ${milliseconds(sql`live.last_used_at`)} as "lastUsedAt", ${milliseconds(sql`live.overlap_until`)} as "overlapUntil"
      from credential_live live
      join credential made on made.id = live.credential_id
      join credential successor on successor.id = live.successor_id
      join subject on subject.id = live.subject_id
     where live.overlap_until > ${instantSql(now)} and live.kind = 'api_key' and live.last_used_at > successor.issued_at
       and ${within(reach, sql`live.application_id`)}
     order by live.overlap_until limit ${EACH_MAX}`
}

type SupersededRow = { id: string; name: string; owner: string; refusals: number; lastAt: Instant }

/** Where an old key was presented and whose it is both have to be within reach. */
function supersededSql(reach: Reach, now: Instant): SQL {
  return sql`
    select made.id, coalesce(made.name, 'API key') as name, ${OWNER} as owner, sum(newest.count)::float8 as refusals,
           ${milliseconds(sql`max(newest.last_at)`)} as "lastAt"
      from (select credential_id, count, last_at from refusal
             where reason = 'superseded' and last_at >= ${instantSql(now - DAY)} and ${within(reach)}
             order by last_at desc limit ${ROWS_MAX}) newest
      join credential made on made.id = newest.credential_id and made.kind = 'api_key'
      join subject on subject.id = made.subject_id
     where ${within(reach, sql`made.application_id`)}
     group by made.id, made.name, subject.name, subject.email, subject.external_id
     order by max(newest.last_at) desc limit ${EACH_MAX}`
}

const OWNER = sql`coalesce(subject.name, subject.email, subject.external_id)`

function within(reach: Reach, applicationId: SQL = sql`application_id`): SQL {
  return withinReach(reach, applicationId) ?? sql`true`
}

function listed(reasons: readonly string[]): SQL {
  return sql.join(
    reasons.map((reason) => sql`${reason}`),
    sql`, `,
  )
}

function milliseconds(at: SQL): SQL {
  return sql`(extract(epoch from ${at}) * 1000)::float8`
}
