import { sql } from 'drizzle-orm'
import { bigint, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './types'

/**
 * Accepted uses of one credential in one hour. Bit n of the map is minute n.
 * The lifeline, any past instant, backtests and blast radius need it: history not captured is lost. Partitioned by day, kept 90 days.
 */
export const useHour = pgTable(
  'use_hour',
  {
    hour: instant('hour').notNull(),
    credentialId: uuid('credential_id').notNull(),
    minutes: bigint('minutes', { mode: 'bigint' }).notNull(),
    count: integer('count').notNull(),
    lastAt: instant('last_at').notNull(),
    /** At most 16 of each: enough for "from where", bounded for a key under load. */
    addresses: text('addresses').array().notNull().default(sql`'{}'::text[]`),
    scopes: text('scopes').array().notNull().default(sql`'{}'::text[]`),
  },
  (table) => [primaryKey({ columns: [table.credentialId, table.hour] })],
)
