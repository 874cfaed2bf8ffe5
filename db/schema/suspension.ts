import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { credential } from './credential'
import { actorColumns, instant } from './types'

/** Every stretch during which a credential was suspended. `until_at` may lie ahead: it resumes by itself. */
export const suspension = pgTable(
  'suspension',
  {
    id: uuid('id').primaryKey(),
    credentialId: uuid('credential_id')
      .notNull()
      .references(() => credential.id),
    fromAt: instant('from_at').notNull(),
    untilAt: instant('until_at'),
    note: text('note'),
    ...actorColumns(),
  },
  (table) => [
    index('suspension_credential').on(table.credentialId, table.fromAt),
    check('suspension_order', sql`until_at is null or until_at >= from_at`),
  ],
)
