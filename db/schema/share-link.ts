import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { FrozenExplanation } from '@/lib/core/frozen-explanation'
import { actorColumns, bytea, instant } from './types'

/** An explanation that whoever holds its link may read, until it expires or is revoked. Only the token's SHA-256 is kept. */
export const shareLink = pgTable(
  'share_link',
  {
    id: uuid('id').primaryKey(),
    digest: bytea('digest').notNull(),
    /** Masked when it was shared: what is not here cannot leak. */
    frozen: jsonb('frozen').$type<FrozenExplanation>().notNull(),
    /** The reference, or the credential and instant, it was made for: its links are listed beside the explanation. */
    key: text('key').notNull(),
    /** Whose operators may see and revoke it. */
    applicationId: uuid('application_id'),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    /** How often it was opened and when last: counted, not audited. */
    opened: integer('opened').notNull().default(0),
    lastOpenedAt: instant('last_opened_at'),
    ...actorColumns(),
  },
  (table) => [
    uniqueIndex('share_link_digest').on(table.digest),
    index('share_link_key').on(table.key, table.createdAt),
    check('share_link_life', sql`expires_at > created_at and expires_at <= created_at + interval '7 days'`),
  ],
)

/** What strangers asked of the pages outside sign-in, by address block or reference, in one window: keyed by an HMAC, so it names nobody. */
export const publicTurn = pgTable(
  'public_turn',
  {
    key: bytea('key').notNull(),
    windowStart: instant('window_start').notNull(),
    count: integer('count').notNull(),
  },
  (table) => [
    uniqueIndex('public_turn_key').on(table.key, table.windowStart),
    index('public_turn_window').on(table.windowStart),
  ],
)
