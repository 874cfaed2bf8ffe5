import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Instant } from '@/lib/core/instant'
import { type CredentialFilter, liveRows, matchesEnded, matchesLive } from '../credential-filter'
import { instantSql } from '../instant-sql'
import { decodeCursor, type Position } from '../keyset'
import type { ListCredentialsInput } from './schemas'

/** What is asked for, by somebody who reaches and sees so far. */
export type ListFilter = z.output<typeof ListCredentialsInput> & Pick<CredentialFilter, 'reach' | 'veil'>

/** Ids of one page with the instant they are ordered by, newest first, one more than asked so that the end is known. */
export function pageSql(filter: ListFilter, now: Instant): SQL {
  const max = filter.limit + 1
  return sql`${matches(filter, now, { max, ordered: true, after: positionOf(filter) })} order by at desc, id desc limit ${max}`
}

/** The count of all that match, cut at `max`. */
export function countSql(filter: ListFilter, now: Instant, max: number): SQL {
  return sql`select count(*)::float8 as count from (${matches(filter, now, { max, ordered: false })} limit ${max}) matching`
}

/** Of each side no more is read than is shown or counted. */
type Part = { readonly max: number } & (
  | { readonly ordered: true; readonly after: Position | null }
  // A count of many finds its first thousands faster in the order they lie in.
  | { readonly ordered: false }
)

/** Live rows and tombstones are two tables; a list reads only the side its states can be on. */
function matches(filter: ListFilter, now: Instant, part: Part): SQL {
  const living = filter.states.length === 0 || filter.states.some((state) => state !== 'ended')
  const dead = filter.states.length === 0 || filter.states.includes('ended')
  const sides = [
    ...(living || dead ? [liveSide(filter, now, part)] : []),
    ...(dead ? [endedSide(filter, now, part)] : []),
  ]
  return sql`select id, at from (${sql.join(sides, sql` union all `)}) list`
}

function liveSide(filter: ListFilter, now: Instant, part: Part): SQL {
  const id = sql`live.credential_id`
  const at = filter.sort === 'used' ? sql`live.last_used_at` : sql`live.issued_at`
  return sql`(select ${id} as id, ${at} as at from ${liveRows(filter, now)}
    where ${matchesLive(filter, now)} and ${inOrder(filter, { id, at }, part)})`
}

function endedSide(filter: ListFilter, now: Instant, part: Part): SQL {
  const id = sql`gone.credential_id`
  const at = filter.sort === 'used' ? sql`gone.last_used_at` : sql`made.issued_at`
  return sql`(select ${id} as id, ${at} as at
      from credential_end gone join credential made on made.id = gone.credential_id join subject on subject.id = gone.subject_id
     where ${matchesEnded(filter, now)} and ${inOrder(filter, { id, at }, part)})`
}

/**
 * Newest first. An id begins with the millisecond of its issue (`newId`), so that sessions in the order of their ids are in the order
 * of their issue: that order has an index already, and none is kept that every use would have to write to. Keys, few among them, have
 * an index of their own by issue.
 */
function inOrder({ kind, sort }: ListFilter, { id, at }: { id: SQL; at: SQL }, part: Part): SQL {
  if (!part.ordered) return sql`true limit ${part.max}`
  const { after, max } = part
  const byId = kind === 'session' && sort === 'issued'
  const order = byId ? sql`${id} desc` : sql`${at} desc, ${id} desc`
  const rest = after === null ? sql`true` : byId ? sql`${id} < ${after.id}::uuid` : isAfter(after, { id, at })
  return sql`${rest} order by ${order} limit ${max}`
}

function isAfter({ at: since, id: last }: Position, { id, at }: { id: SQL; at: SQL }): SQL {
  return sql`(${at}, ${id}) < (${instantSql(since)}, ${last}::uuid)`
}

function positionOf({ cursor }: ListFilter): Position | null {
  return cursor === undefined ? null : decodeCursor(cursor)
}
