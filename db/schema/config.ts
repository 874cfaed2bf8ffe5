import { sql } from 'drizzle-orm'
import { bigint, check, integer, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from './types'

/**
 * One row. Triggers raise it with every change of policies, applications, wide cutoffs and registered keys;
 * the hot statement returns it, so a process uses what it cached only at that epoch.
 */
export const configEpoch = pgTable(
  'config_epoch',
  { id: integer('id').primaryKey(), epoch: bigint('epoch', { mode: 'number' }).notNull() },
  () => [check('config_epoch_single', sql`id = 1`)],
)

/** Issuer keys known here by id; the fingerprint tells a wrong secret from the right one. The secret is not stored. */
export const issuerKey = pgTable('issuer_key', {
  id: text('id').primaryKey(),
  fingerprint: text('fingerprint').notNull(),
  registeredAt: instant('registered_at').notNull(),
})

/** Pepper versions known here. */
export const pepper = pgTable('pepper', {
  version: integer('version').primaryKey(),
  fingerprint: text('fingerprint').notNull(),
  registeredAt: instant('registered_at').notNull(),
})
