import { index, inet, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { operator } from './operator'
import { bytea, instant } from './types'

/**
 * A browser an operator has signed in with, known by a cookie of which only a digest is kept. It is no factor: it gives their
 * attempts a budget of their own, and makes a sign-in from elsewhere worth telling them.
 */
export const operatorDevice = pgTable(
  'operator_device',
  {
    id: uuid('id').primaryKey(),
    operatorId: uuid('operator_id')
      .notNull()
      .references(() => operator.id),
    digest: bytea('digest').notNull(),
    firstSeenAt: instant('first_seen_at').notNull(),
    lastSeenAt: instant('last_seen_at').notNull(),
    userAgent: text('user_agent'),
    ip: inet('ip'),
    /** The session it first signed in for. */
    sessionId: uuid('session_id').notNull(),
    /** When the operator said that they know of it; at once for the first of an account. */
    dismissedAt: instant('dismissed_at'),
  },
  (table) => [
    // Looked up with every sign-in.
    uniqueIndex('operator_device_cookie').on(table.operatorId, table.digest),
    // Those not yet dismissed, newest first, with every view of the own sessions.
    index('operator_device_seen').on(table.operatorId, table.firstSeenAt),
  ],
)
