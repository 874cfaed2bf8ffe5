import { integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { credential } from './credential'
import { actorColumns, instant } from './types'

/**
 * What a key became with each change, whole: append-only, so that any past instant is judged by the scopes and addresses of
 * then. Until the first change `credential` says it.
 */
export const keyChange = pgTable(
  'key_change',
  {
    credentialId: uuid('credential_id')
      .notNull()
      .references(() => credential.id),
    /** 2 is the first change: 1 is what was issued. */
    version: integer('version').notNull(),
    at: instant('at').notNull(),
    name: text('name').notNull(),
    purpose: text('purpose'),
    contact: text('contact'),
    tags: text('tags').array().notNull(),
    scopes: text('scopes').array().notNull(),
    allowedAddresses: text('allowed_addresses').array().notNull(),
    ...actorColumns(),
  },
  // Read with the credential, in the order of its changes.
  (table) => [primaryKey({ columns: [table.credentialId, table.version] })],
)
