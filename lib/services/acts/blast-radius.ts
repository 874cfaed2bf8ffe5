import { type SQL, sql } from 'drizzle-orm'
import { type ActShare, TYPED_ABOVE } from '@/lib/core/act'
import type { Kind } from '@/lib/core/credential'
import { DAY, HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import { ASSAY_APPLICATION } from '../assay-application'
import type { Config } from '../config-cache'
import { instantSql } from '../instant-sql'
import type { Reader } from '../transaction'

/** Who is affected by an act, at the instant of its preview. No names of people: an act is kept, and they are not its business. */
export interface BlastRadius {
  readonly kinds: Readonly<Partial<Record<Kind, number>>>
  readonly subjects: number
  readonly applications: readonly (ActShare & { readonly id: string; readonly name: string })[]
  /** Last used within five minutes, an hour, a day. */
  readonly usedNow: number
  readonly usedHour: number
  readonly usedDay: number
  /** From how many addresses they were last used. */
  readonly addresses: number
  readonly suspended: number
  /** Keys with which applications call Assay: without them an application is cut off. At most twenty; `count` is of all. */
  readonly serviceKeys: {
    readonly count: number
    readonly named: readonly { readonly id: string; readonly name: string; readonly application: string }[]
  }
  /** Whether the operator's own session is among them. */
  readonly ownSession: boolean
}

const IN_USE = 5 * MINUTE
const NAMED_MAX = 20

interface Question {
  readonly config: Config
  readonly now: Instant
  readonly ownSessionId: string
  /** `from credential_live live … where …` */
  readonly live: SQL
}

/** Looks at what an act would concern, in three statements whatever its size. */
export async function readBlastRadius(db: Reader, question: Question): Promise<BlastRadius> {
  const { rows } = await db.execute<Sums>(sumsSql(question))
  const {
    kinds = {},
    subjects = 0,
    addresses = 0,
    suspended = 0,
    now = 0,
    hour = 0,
    day = 0,
    own = false,
  } = rows[0] ?? {}
  return {
    ...{ kinds, subjects, addresses, suspended },
    ...{ usedNow: now, usedHour: hour, usedDay: day, ownSession: own },
    applications: await readShares(db, question),
    serviceKeys: await readServiceKeys(db, question),
  }
}

type Sums = {
  kinds: BlastRadius['kinds']
  subjects: number
  addresses: number
  suspended: number
  now: number
  hour: number
  day: number
  own: boolean
}

function sumsSql({ now, ownSessionId, live }: Question): SQL {
  const since = (length: number) => sql`count(*) filter (where last_used_at >= ${instantSql(now - length)})::float8`
  return sql`
    with hit as materialized (
      select live.credential_id, live.kind, live.subject_id, live.last_used_at, live.last_used_ip, live.suspended_from, live.suspended_until ${live})
    select (select coalesce(jsonb_object_agg(kind, count), '{}') from (select kind, count(*) as count from hit group by kind) each) as kinds,
           count(distinct subject_id)::float8 as subjects, count(distinct last_used_ip)::float8 as addresses,
           count(*) filter (where suspended_from <= ${instantSql(now)} and (suspended_until is null or suspended_until > ${instantSql(now)}))::float8 as suspended,
           ${since(IN_USE)} as now, ${since(HOUR)} as hour, ${since(DAY)} as day,
           coalesce(bool_or(credential_id = ${ownSessionId}), false) as own
      from hit`
}

/** How many live in each application is counted only as far as it decides whether they are more than a tenth. */
async function readShares(db: Reader, { config, live }: Question): Promise<BlastRadius['applications']> {
  const { rows } = await db.execute<{ id: string; count: number; live: number }>(sql`
    select hit.application_id as id, hit.count::float8 as count, alive.count::float8 as live
      from (select live.application_id, count(*) as count ${live} group by live.application_id) hit
     cross join lateral (
       select count(*) as count from (
         select from credential_live other where other.application_id = hit.application_id limit least(hit.count, ${TYPED_ABOVE}) * 10
       ) up_to) alive
     order by hit.count desc, hit.application_id`)
  return rows.map((row) => ({ ...row, name: config.applications.get(row.id)?.name ?? row.id }))
}

async function readServiceKeys(db: Reader, { config, live }: Question): Promise<BlastRadius['serviceKeys']> {
  const { rows } = await db.execute<{ id: string; name: string | null; application_id: string; total: number }>(sql`
    select made.id, made.name, subject.represents_application_id as application_id, count(*) over ()::float8 as total
      from credential made join subject on subject.id = made.subject_id
     where made.id in (select live.credential_id ${live} and live.application_id = ${ASSAY_APPLICATION.id} and live.kind = 'api_key')
       and subject.represents_application_id is not null
     order by made.id limit ${NAMED_MAX}`)
  const named = rows.map(({ id, name, application_id: applicationId }) => ({
    id,
    name: name ?? 'Service key',
    application: config.applications.get(applicationId)?.name ?? applicationId,
  }))
  return { count: rows[0]?.total ?? 0, named }
}

/** Three whom an act concerns, those seen last first. */
export async function readNamed(db: Reader, live: SQL): Promise<readonly AffectedSubject[]> {
  const { rows } = await db.execute<AffectedSubject>(sql`
    select who.id, who.name, who.email, who.external_id as "externalId"
      from (select live.subject_id, max(live.last_used_at) as at ${live} group by live.subject_id order by at desc limit 3) seen
      join subject who on who.id = seen.subject_id order by seen.at desc, who.id`)
  return rows
}

export type AffectedSubject = {
  id: string
  name: string | null
  email: string | null
  externalId: string
}
