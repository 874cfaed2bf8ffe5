import { sql } from 'drizzle-orm'
import type { Instant } from '@/lib/core/instant'
import { instantSql } from './instant-sql'
import type { Reader } from './transaction'

/** Accepted uses within one hour. */
export interface HourUses {
  readonly hour: Instant
  readonly count: number
}

/** How many uses were of one address or scope, and the last hour that knows it. */
export interface Share {
  readonly value: string
  readonly count: number
  readonly lastHour: Instant
}

const SHARES_MAX = 20

/** The hours with a use since `from`, oldest first. */
export async function readHours(db: Reader, credentialId: string, from: Instant): Promise<readonly HourUses[]> {
  const { rows } = await db.execute<HourUses & Record<string, unknown>>(sql`
    select (extract(epoch from hour) * 1000)::float8 as hour, count
      from use_hour where credential_id = ${credentialId} and hour >= ${instantSql(from)} order by use_hour.hour`)
  return rows
}

const COLUMNS = {
  address: sql`use_hour.addresses, use_hour.address_counts`,
  scope: sql`use_hour.scopes, use_hour.scope_counts`,
} as const

/** Uses by address or by scope since `from`, the most frequent first. */
export async function readShares(
  db: Reader,
  credentialId: string,
  of: keyof typeof COLUMNS,
  from: Instant,
): Promise<readonly Share[]> {
  const { rows } = await db.execute<Share & Record<string, unknown>>(sql`
    select share.value, sum(coalesce(share.count, 0))::float8 as count, (extract(epoch from max(hour)) * 1000)::float8 as "lastHour"
      from use_hour, unnest(${COLUMNS[of]}) as share(value, count)
     where credential_id = ${credentialId} and hour >= ${instantSql(from)}
     group by share.value order by 2 desc, 3 desc, 1 limit ${SHARES_MAX}`)
  return rows
}
