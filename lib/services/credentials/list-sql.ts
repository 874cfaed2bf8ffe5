import { type SQL, sql } from 'drizzle-orm'
import type { z } from 'zod'
import type { Instant } from '@/lib/core/instant'
import { type CredentialFilter, matchesEnded, matchesLive } from '../credential-filter'
import { instantSql } from '../instant-sql'
import { decodeCursor } from '../keyset'
import { LAPSE } from '../lapse-sql'
import type { ListCredentialsInput } from './schemas'

/** What is asked for, by somebody who reaches and sees so far. */
export type ListFilter = z.output<typeof ListCredentialsInput> & Pick<CredentialFilter, 'reach' | 'veil'>

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
  return sql`(select id, at from (
    select live.credential_id as id, ${order} as at
      from credential_live live join subject on subject.id = live.subject_id ${LAPSE}
     where ${matchesLive(filter, now)}) as living
    where ${position} order by at desc, id desc limit ${SIDE_LIMIT})`
}

function endedSide(filter: ListFilter, now: Instant, position: SQL): SQL {
  const order = filter.sort === 'used' ? sql`gone.last_used_at` : sql`made.issued_at`
  return sql`(select id, at from (
    select gone.credential_id as id, ${order} as at
      from credential_end gone join credential made on made.id = gone.credential_id join subject on subject.id = gone.subject_id
     where ${matchesEnded(filter, now)}) as dead
    where ${position} order by at desc, id desc limit ${SIDE_LIMIT})`
}

/** No side needs to give more than the longest count or page. */
const SIDE_LIMIT = 10_001

function after(filter: ListFilter): SQL {
  if (filter.cursor === undefined) return sql`true`
  const { at, id } = decodeCursor(filter.cursor)
  return sql`(at, id) < (${instantSql(at)}, ${id}::uuid)`
}
