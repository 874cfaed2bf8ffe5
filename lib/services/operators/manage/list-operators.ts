import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { BindingSource } from '@/db/schema/operator'
import type { Instant } from '@/lib/core/instant'
import type { Role } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../../assay-application'
import type { Config } from '../../config-cache'
import type { Actor } from '../../context'
import { notFound } from '../../errors'
import { Id, READABLE } from '../../input-parts'
import { type Veil, veiled, veilOf } from '../../masking'
import { query } from '../../query'
import type { Reader } from '../../transaction'

/** A role somebody holds, with where it came from. */
export interface HeldRole {
  readonly role: Role
  /** Null: the whole installation. */
  readonly application: { readonly id: string; readonly name: string } | null
  readonly source: BindingSource
  readonly givenAt: Instant
  readonly givenBy: string
}

/** An operator as those see them who look after operators. No secret, digest or seed is among it. */
export interface OperatorView {
  readonly id: string
  readonly subjectId: string
  readonly name: string
  /** Masked for whoever does not see personal data. */
  readonly email: string
  readonly isSelf: boolean
  /** Whether the installation would have no owner without them. */
  readonly isLastOwner: boolean
  readonly createdAt: Instant
  readonly roles: readonly HeldRole[]
  readonly disabled: { readonly since: Instant; readonly by: string; readonly note: string | null } | null
  readonly factors: { readonly totp: boolean; readonly passkeys: number; readonly recoveryCodesLeft: number }
  /** Whether they can sign in by one. */
  readonly hasPassword: boolean
  readonly lastSignInAt: Instant | null
  /** Sessions at the console that have not ended. */
  readonly sessions: number
  /** Who they are at issuers. */
  readonly identities: readonly {
    readonly id: string
    readonly issuer: string
    readonly subject: string
    readonly lastSignedInAt: Instant | null
  }[]
}

const SHOWN = 200

/** Every operator by name, or those whose name or mail holds a text; of very many the first two hundred. */
export const listOperators = query({
  permission: 'operators.read',
  input: z.strictObject({ search: z.string().trim().max(200).regex(READABLE).default('') }),
  async run({ db, actor, now, services, input }): Promise<{ operators: OperatorView[]; more: boolean }> {
    const veil = await veilOf(db, actor, now)
    const config = await services.config.current()
    const rows = await select(db, matching(input.search, veil), SHOWN + 1)
    const operators = rows.slice(0, SHOWN).map((row) => view(row, { veil, config, actor }))
    return { operators, more: rows.length > SHOWN }
  },
})

/** One operator. Errors: `not_found`. */
export const readOperatorView = query({
  permission: 'operators.read',
  input: z.strictObject({ operatorId: Id }),
  async run({ db, actor, now, services, input }): Promise<OperatorView> {
    const [row] = await select(db, sql`operator.id = ${input.operatorId}`, 1)
    if (row === undefined) throw notFound('operator')
    return view(row, { veil: await veilOf(db, actor, now), config: await services.config.current(), actor })
  },
})

/** Whoever sees mail masked finds by names alone: letter by letter, a search would tell what a mask hides. */
function matching(search: string, { reach }: Veil): SQL {
  if (search === '') return sql`true`
  const holds = (column: SQL) => sql`position(lower(${search}) in lower(${column})) > 0`
  const byName = holds(sql`operator.name`)
  return reach.all ? sql`(${byName} or ${holds(sql`operator.email`)})` : byName
}

interface Row extends Omit<OperatorView, 'roles' | 'isSelf' | 'factors'>, Record<string, unknown> {
  readonly roles: readonly (Omit<HeldRole, 'application'> & { readonly applicationId: string | null })[]
  readonly totp: boolean
  readonly passkeys: number
  readonly codes: number
}

const IS_LAST_OWNER = sql`(
  exists (select from role_binding where operator_id = operator.id and role = 'owner')
  and not exists (select from role_binding join operator other on other.id = operator_id
    where role = 'owner' and other.id <> operator.id and not exists (
      select from disabling where target_id = other.subject_id and until_at is null)))`

const ms = (column: SQL) => sql`(extract(epoch from ${column}) * 1000)::float8`

async function select(db: Reader, where: SQL, limit: number): Promise<Row[]> {
  const { rows } = await db.execute<Row>(sql`
    select operator.id, operator.subject_id as "subjectId", operator.name, operator.email,
      ${ms(sql`operator.created_at`)} as "createdAt", operator.password_hash is not null as "hasPassword",
      (select coalesce(json_agg(json_build_object('role', role, 'applicationId', application_id, 'source', source,
          'givenAt', ${ms(sql`given_at`)}, 'givenBy', actor_label) order by given_at, id), '[]')
        from role_binding where operator_id = operator.id) as roles,
      (select json_build_object('since', ${ms(sql`from_at`)}, 'by', actor_label, 'note', note)
        from disabling where target_id = operator.subject_id and until_at is null) as disabled,
      exists (select from operator_totp where operator_id = operator.id) as totp,
      (select count(*)::int from operator_passkey where operator_id = operator.id) as passkeys,
      (select count(*)::int from operator_recovery_code where operator_id = operator.id and used_at is null) as codes,
      (select ${ms(sql`issued_at`)} from credential where subject_id = operator.subject_id and kind = 'session'
        order by id desc limit 1) as "lastSignInAt",
      (select count(*)::int from credential_live
        where subject_id = operator.subject_id and application_id = ${ASSAY_APPLICATION.id}) as sessions,
      (select coalesce(json_agg(json_build_object('id', id, 'issuer', issuer, 'subject', subject,
          'lastSignedInAt', ${ms(sql`last_signed_in_at`)}) order by linked_at), '[]')
        from operator_identity where operator_id = operator.id) as identities,
      ${IS_LAST_OWNER} as "isLastOwner"
    from operator where removed_at is null and ${where}
    order by operator.name, operator.id limit ${limit}`)
  return rows
}

interface Seen {
  readonly veil: Veil
  readonly config: Config
  readonly actor: Actor
}

function view({ totp, passkeys, codes, roles, ...row }: Row, { veil, config, actor }: Seen): OperatorView {
  const { email, disabled, identities } = row
  const isSelf = actor.type === 'operator' && actor.id === row.id
  const about = { subjectId: row.subjectId, applicationId: ASSAY_APPLICATION.id }
  return {
    ...row,
    ...(isSelf ? {} : veiled(veil, about, { email, disabled })),
    identities: identities.map((each) => (isSelf ? each : { ...each, subject: veiled(veil, about, each.subject) })),
    isSelf,
    factors: { totp, passkeys, recoveryCodesLeft: codes },
    roles: roles.map(({ applicationId, ...role }) => ({ ...role, application: named(config, applicationId) })),
  }
}

function named({ applications }: Config, id: string | null): HeldRole['application'] {
  return id === null ? null : { id, name: applications.get(id)?.name ?? 'an application since removed' }
}
