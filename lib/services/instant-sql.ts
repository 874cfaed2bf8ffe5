import { type SQL, sql } from 'drizzle-orm'
import type { Instant } from '@/lib/core/instant'

/** An instant as Postgres compares it, to the millisecond. */
export function instantSql(instant: Instant): SQL {
  return sql`${new Date(instant).toISOString()}::timestamptz`
}
