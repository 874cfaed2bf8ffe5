import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { bytea, instant } from './types'

/** Replays of issue and rotate. The answer is kept encrypted under the caller's own secret, which is not stored. */
export const idempotency = pgTable(
  'idempotency',
  {
    callerCredentialId: uuid('caller_credential_id').notNull(),
    route: text('route').notNull(),
    keyDigest: bytea('key_digest').notNull(),
    fingerprint: bytea('fingerprint').notNull(),
    /** Null while the first call runs. */
    status: integer('status'),
    sealedBody: bytea('sealed_body'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.callerCredentialId, table.route, table.keyDigest] }),
    index('idempotency_created').on(table.createdAt),
  ],
)
