import { sql } from 'drizzle-orm'
import { customType, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from './types'

/** Sixty characters of 0 and 1: character n says whether minute n saw a use. Joined with `|` in SQL. */
const minuteMap = customType<{ data: string; driverData: string }>({ dataType: () => 'bit(60)' })

/**
 * Accepted uses of one credential in one hour.
 * The lifeline, any past instant, backtests and blast radius need it: history not captured is lost. Partitioned by day, kept 90 days.
 */
export const useHour = pgTable(
  'use_hour',
  {
    hour: instant('hour').notNull(),
    credentialId: uuid('credential_id').notNull(),
    minutes: minuteMap('minutes').notNull(),
    count: integer('count').notNull(),
    lastAt: instant('last_at').notNull(),
    /** The first 20 of each, with how often: exact for those kept, what is missing to `count` is others or unknown. */
    addresses: text('addresses').array().notNull().default(sql`'{}'::text[]`),
    addressCounts: integer('address_counts').array().notNull().default(sql`'{}'::integer[]`),
    scopes: text('scopes').array().notNull().default(sql`'{}'::text[]`),
    scopeCounts: integer('scope_counts').array().notNull().default(sql`'{}'::integer[]`),
    /** Of keys only, at most 8, cut: what still uses an old one. */
    userAgents: text('user_agents').array().notNull().default(sql`'{}'::text[]`),
  },
  (table) => [primaryKey({ columns: [table.credentialId, table.hour] })],
)
