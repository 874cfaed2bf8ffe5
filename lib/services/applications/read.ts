import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { applicationOwner } from '@/db/schema/application-owner'
import { credential } from '@/db/schema/credential'
import { disabling } from '@/db/schema/disabling'
import { operator } from '@/db/schema/operator'
import { subject } from '@/db/schema/subject'
import { type Environment, KINDS, type Kind } from '@/lib/core/credential'
import { DAY, type Instant } from '@/lib/core/instant'
import { bindingsGive, reaches } from '@/lib/core/permissions'
import { inForce, type PolicyVersion } from '@/lib/core/policy'
import type { Reason } from '@/lib/core/reasons'
import { ASSAY_APPLICATION } from '../assay-application'
import type { Actor } from '../context'
import { type CredentialView, viewCredential } from '../credential-view'
import { notFound } from '../errors'
import { Id } from '../input-parts'
import { instantSql } from '../instant-sql'
import { readCredentials } from '../judge/read-records'
import { COUNT_MAX, type HonestCount, honestCount } from '../keyset'
import { veiled, veilOf } from '../masking'
import { query } from '../query'
import type { Reader } from '../transaction'

/** An application with all that belongs to it. */
export interface ApplicationDetail {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly environment: Environment
  readonly directory: string
  readonly signInUrl: string | null
  readonly builtIn: boolean
  readonly disabled: { readonly since: Instant; readonly by: string; readonly note: string | null } | null
  readonly owners: readonly Owner[]
  /** Whom it may be given to; nobody for whoever may not give it. */
  readonly operators: readonly Owner[]
  readonly sessions: HonestCount
  readonly keys: HonestCount
  /** Of the last 24 hours, the most frequent first. */
  readonly refusals: readonly { readonly reason: Reason; readonly count: number }[]
  /** The keys it calls the data plane with, newest first. */
  readonly serviceKeys: readonly CredentialView[]
  /** The versions in force for each kind: its own, and the installation's as the ceiling. */
  readonly policies: readonly { readonly kind: Kind; readonly version: PolicyVersion }[]
  /** Each address that called it, by how far its clock was off when last something was refused; newest first. */
  readonly clocks: readonly Clock[]
  readonly now: Instant
}

interface Owner {
  readonly id: string
  readonly name: string
}

export interface Clock {
  readonly callerAddress: string | null
  /** In seconds; negative is behind. */
  readonly skewSeconds: number
  readonly at: Instant
}

const SERVICE_KEYS_MAX = 100
const OPERATORS_MAX = 500
/** So many refusals are looked through for clocks. */
const CLOCK_ROWS_MAX = 2_000
const CLOCKS_MAX = 10

/** Reads one application. Errors: `not_found`, also for one out of reach. */
export const readApplicationDetail = query({
  permission: 'applications.read',
  input: z.strictObject({ applicationId: Id }),
  async run({ db, actor, reach, now, input, services }): Promise<ApplicationDetail> {
    const config = await services.config.current()
    const found = config.applications.get(input.applicationId)
    if (found === undefined || !reaches(reach, found.id)) throw notFound('application')
    const { id, slug, name, environment, directory, signInUrl } = found
    const [counts] = (await db.execute<{ sessions: number; keys: number }>(liveSql(id))).rows
    const veil = await veilOf(db, actor, now)
    const keys = await readCredentials(db, config, serviceKeysOf(id))
    return {
      ...{ id, slug, name, environment, directory, signInUrl },
      builtIn: id === ASSAY_APPLICATION.id,
      disabled: veiled(veil, { subjectId: null, applicationId: id }, await openDisabling(db, id)),
      owners: await readOwners(db, id),
      operators: mayGive(actor, id) ? await readOperators(db) : [],
      sessions: honestCount(counts?.sessions ?? 0),
      keys: honestCount(counts?.keys ?? 0),
      refusals: (await db.execute<{ reason: Reason; count: number }>(refusalsSql(id, now))).rows,
      serviceKeys: keys.map((each) => viewCredential(each, config, now, veil)).reverse(),
      policies: KINDS.flatMap((kind) =>
        config
          .policiesFor(id, kind)
          .filter((version) => inForce(version, now))
          .map((version) => ({ kind, version })),
      ),
      clocks: (await db.execute<Clock & Record<string, unknown>>(clocksSql(id, now))).rows,
      now,
    }
  },
})

async function openDisabling(db: Reader, id: string): Promise<ApplicationDetail['disabled']> {
  const [open] = await db
    .select({ since: disabling.fromAt, by: disabling.actorLabel, note: disabling.note })
    .from(disabling)
    .where(and(eq(disabling.targetId, id), isNull(disabling.untilAt)))
  return open ?? null
}

function readOwners(db: Reader, id: string): Promise<Owner[]> {
  return db
    .select({ id: operator.id, name: operator.name })
    .from(applicationOwner)
    .innerJoin(operator, eq(operator.id, applicationOwner.operatorId))
    .where(eq(applicationOwner.applicationId, id))
    .orderBy(asc(operator.name))
}

function mayGive(actor: Actor, id: string): boolean {
  return actor.type === 'operator' && bindingsGive(actor.bindings, 'applications.change', id)
}

function readOperators(db: Reader): Promise<Owner[]> {
  return db
    .select({ id: operator.id, name: operator.name })
    .from(operator)
    .where(isNull(operator.removedAt))
    .orderBy(asc(operator.name), asc(operator.id))
    .limit(OPERATORS_MAX)
}

function serviceKeysOf(id: string): SQL {
  return inArray(
    credential.id,
    sql`(select ${credential.id} from ${credential} join ${subject} on ${subject.id} = ${credential.subjectId}
          where ${subject.representsApplicationId} = ${id} and ${credential.kind} = 'api_key'
          order by ${desc(credential.id)} limit ${SERVICE_KEYS_MAX})`,
  )
}

/** Counts stop at 10,000 and go by the index (application, kind). What a limit has ended counts until it is swept. */
function liveSql(id: string): SQL {
  const counted = (kind: Kind) => sql`(select count(*)::float8 from (
    select from credential_live where application_id = ${id} and kind = ${kind} limit ${COUNT_MAX + 1}) counted)`
  return sql`select ${counted('session')} as sessions, ${counted('api_key')} as keys`
}

function refusalsSql(id: string, now: Instant): SQL {
  return sql`
    select reason, sum(count)::float8 as count from refusal_hour
     where hour >= ${instantSql(now - DAY)} and application_id = ${id}
     group by reason having sum(count) > 0 order by 2 desc`
}

/** A caller's clock is seen only where a refusal was recorded whole: `sent_at` is part of the evidence. */
function clocksSql(id: string, now: Instant): SQL {
  return sql`
    select * from (
      select distinct on (caller_ip) host(caller_ip) as "callerAddress", skew.seconds as "skewSeconds",
             (extract(epoch from last_at) * 1000)::float8 as at
        from (select caller_ip, last_at, evidence from refusal
               where application_id = ${id} and last_at >= ${instantSql(now - DAY)}
               order by last_at desc limit ${CLOCK_ROWS_MAX}) newest
        cross join lateral (select (item -> 'evidence' ->> 'skewSeconds')::float8 as seconds
          from jsonb_array_elements(evidence -> 'checks') item
         where item ->> 'reason' = 'clock_skew' and item -> 'evidence' ->> 'skewSeconds' is not null limit 1) skew
       order by caller_ip, last_at desc) latest
     order by at desc limit ${CLOCKS_MAX}`
}
