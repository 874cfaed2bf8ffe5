import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Instant } from '@/lib/core/instant'
import { ASSAY_APPLICATION } from '../assay-application'
import { Id } from '../input-parts'
import { query } from '../query'
import { withinReach } from '../reach'
import { subjectWithin } from '../subject-within'
import type { Reader } from '../transaction'

/** What somebody leaves behind besides their own credentials. */
export interface Holdings {
  /** Their accounts at this console, by the account itself or by the same mail address; disabled ones are left out. */
  readonly accounts: readonly { readonly subjectId: string; readonly name: string; readonly email: string }[]
  /** Live keys of others that these accounts created, so their holder has seen the secrets. At most 200; `more` says whether there are others. */
  readonly keys: readonly HeldKey[]
  readonly more: boolean
  /** Applications they answer for. */
  readonly applications: readonly { readonly id: string; readonly name: string }[]
}

export interface HeldKey {
  readonly id: string
  readonly name: string
  readonly application: string
  /** The person or service it belongs to. */
  readonly owner: string
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

const KEYS_MAX = 200

/** Reads what a person who leaves would leave behind, as far as the operator reaches. Errors: `not_found`. */
export const readHoldings = query({
  permission: 'acts.prepare',
  input: z.strictObject({ subjectId: Id }),
  async run({ db, reach, input, services }): Promise<Holdings> {
    await subjectWithin(db, await services.config.current(), reach, input.subjectId)
    // Accounts belong to the installation: whoever reaches single applications does not know of them.
    const accounts = reach.all ? await accountsOf(db, input.subjectId) : []
    const operatorIds = accounts.map(({ id }) => id)
    const within = withinReach(reach, sql`live.application_id`) ?? sql`true`
    const keys = await keysBy(db, operatorIds, [input.subjectId, ...accounts.map(({ subjectId }) => subjectId)], within)
    return {
      accounts: accounts.flatMap(({ id: _, disabled, ...account }) => (disabled ? [] : [account])),
      keys: keys.slice(0, KEYS_MAX),
      more: keys.length > KEYS_MAX,
      applications: await applicationsOf(db, operatorIds),
    }
  },
})

type Account = { id: string; subjectId: string; name: string; email: string; disabled: boolean }

async function accountsOf(db: Reader, subjectId: string): Promise<Account[]> {
  const { rows } = await db.execute<Account>(sql`
    select operator.id, operator.subject_id as "subjectId", operator.name, operator.email,
           exists (select from disabling where target_id = operator.subject_id and until_at is null) as disabled
      from operator join subject person on person.id = ${subjectId}
     where operator.subject_id = person.id
        or (person.type = 'person' and person.directory <> ${ASSAY_APPLICATION.directory} and lower(operator.email) = lower(person.email))
     order by operator.id`)
  return rows
}

async function keysBy(
  db: Reader,
  operatorIds: readonly string[],
  leavingSubjectIds: readonly string[],
  within: ReturnType<typeof sql>,
): Promise<HeldKey[]> {
  if (operatorIds.length === 0) return []
  const { rows } = await db.execute<
    Omit<HeldKey, 'createdAt' | 'lastUsedAt'> & { created: number; used: number | null }
  >(sql`
    select made.id, coalesce(made.name, 'Unnamed key') as name, application.name as application,
           coalesce(owner.name, owner.external_id) as owner,
           (extract(epoch from made.issued_at) * 1000)::float8 as created,
           case when live.use_count > 0 then (extract(epoch from live.last_used_at) * 1000)::float8 end as used
      from credential made
      join credential_live live on live.credential_id = made.id
      join subject owner on owner.id = made.subject_id
      join application on application.id = made.application_id
     where made.kind = 'api_key' and made.actor_type = 'operator' and made.actor_id = any(${sql.param(operatorIds)}::uuid[])
       and not made.subject_id = any(${sql.param(leavingSubjectIds)}::uuid[]) and ${within}
     order by made.id desc limit ${KEYS_MAX + 1}`)
  return rows.map(({ created, used, ...key }) => ({ ...key, createdAt: created, lastUsedAt: used }))
}

async function applicationsOf(db: Reader, operatorIds: readonly string[]): Promise<Holdings['applications']> {
  if (operatorIds.length === 0) return []
  const { rows } = await db.execute<{ id: string; name: string }>(sql`
    select distinct application.id, application.name
      from application_owner owns join application on application.id = owns.application_id
     where owns.operator_id = any(${sql.param(operatorIds)}::uuid[]) order by application.name`)
  return rows
}
