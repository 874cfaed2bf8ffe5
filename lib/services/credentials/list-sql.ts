import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Instant } from '@/lib/core/instant'
import type { State } from '@/lib/core/lifecycle'
import { instantSql } from '../instant-sql'
import { decodeCursor } from '../keyset'
import { LAPSE, stateIs } from '../lapse-sql'
import { prefixPattern } from '../prefix-pattern'
import type { ListCredentialsInput } from './schemas'

export type ListFilter = z.output<typeof ListCredentialsInput>

/** Ids of one page with the instant they are ordered by, newest first, one more than asked so that the end is known. */
export function pageSql(filter: ListFilter, now: Instant): SQL {
  return sql`${matches(filter, now, after(filter))} order by at desc, id desc limit ${filter.limit + 1}`
}

/** The count of all that match, cut at `max`. */
export function countSql(filter: ListFilter, now: Instant, max: number): SQL {
  return sql`select count(*)::float8 as count from (${matches(filter, now, sql`true`)} limit ${max}) matching`
}

/** Live rows and tombstones are two tables; a list reads only the side its states can be on. */
function matches(filter: ListFilter, now: Instant, position: SQL): SQL {
  const living = filter.states.length === 0 || filter.states.some((state) => state !== 'ended')
  const dead = filter.states.length === 0 || filter.states.includes('ended')
  const sides = [
    ...(living || dead ? [liveSide(filter, now, position)] : []),
    ...(dead ? [endedSide(filter, now, position)] : []),
  ]
  return sql`select id, at from (${sql.join(sides, sql` union all `)}) list`
}

function liveSide(filter: ListFilter, now: Instant, position: SQL): SQL {
  const order = filter.sort === 'used' ? sql`live.last_used_at` : sql`live.issued_at`
  const state = filter.states.length === 0 ? sql`true` : stateIs(filter.states satisfies readonly State[], now)
  return sql`(select id, at from (
    select live.credential_id as id, ${order} as at
      from credential_live live join subject on subject.id = live.subject_id ${LAPSE}
     where live.kind = ${filter.kind} and ${state} and ${shared(filter, now, sql`live`)}
       and ${network(filter, [sql`live.last_used_ip`, sql`live.created_ip`])}) as living
    where ${position} order by at desc, id desc limit ${SIDE_LIMIT})`
}

function endedSide(filter: ListFilter, now: Instant, position: SQL): SQL {
  const order = filter.sort === 'used' ? sql`gone.last_used_at` : sql`made.issued_at`
  return sql`(select id, at from (
    select gone.credential_id as id, ${order} as at
      from credential_end gone join credential made on made.id = gone.credential_id join subject on subject.id = gone.subject_id
     where gone.kind = ${filter.kind} and ${shared(filter, now, sql`gone`, sql`made.issued_at`)}
       and ${network(filter, [sql`gone.last_used_ip`, sql`made.created_ip`])}) as dead
    where ${position} order by at desc, id desc limit ${SIDE_LIMIT})`
}

/** No side needs to give more than the longest count or page. */
const SIDE_LIMIT = 10_001

function shared(filter: ListFilter, now: Instant, side: SQL, issuedAt: SQL = sql`live.issued_at`): SQL {
  const conditions = [
    filter.applicationIds.length > 0
      ? sql`${side}.application_id = any(${sql.param(filter.applicationIds)}::uuid[])`
      : null,
    filter.subjectId === undefined ? null : sql`${side}.subject_id = ${filter.subjectId}`,
    filter.person === undefined ? null : personMatches(filter.person),
    filter.usedWithinSeconds === undefined ? null : sql`${side}.last_used_at >= ${ago(now, filter.usedWithinSeconds)}`,
    filter.issuedWithinSeconds === undefined ? null : sql`${issuedAt} >= ${ago(now, filter.issuedWithinSeconds)}`,
  ].filter((condition) => condition !== null)
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}

/** Names and mail addresses match whatever their case; an external id is spelled as its application spells it. */
function personMatches(text: string): SQL {
  const prefix = prefixPattern(text.toLowerCase())
  return sql`(lower(subject.email) COLLATE "C" like ${prefix} or lower(subject.name) COLLATE "C" like ${prefix} or subject.external_id like ${prefixPattern(text)})`
}

function network(filter: ListFilter, columns: readonly SQL[]): SQL {
  if (filter.network === undefined) return sql`true`
  return sql`(${sql.join(
    columns.map((column) => sql`${column} <<= ${filter.network}::inet`),
    sql` or `,
  )})`
}

function after(filter: ListFilter): SQL {
  if (filter.cursor === undefined) return sql`true`
  const { at, id } = decodeCursor(filter.cursor)
  return sql`(at, id) < (${instantSql(at)}, ${id}::uuid)`
}

function ago(now: Instant, seconds: number): SQL {
  return instantSql(now - seconds * 1_000)
}
