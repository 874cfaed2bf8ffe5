import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { operator } from './operator'
import { actorColumns, bytea, instant, oneOf } from './types'

export const LINK_PURPOSES = ['reset', 'forgotten', 'new_owner'] as const

/** A one-time link that lets its holder choose a password: for an account that was reset, whose password was forgotten, or for a new owner. Only its SHA-256 is kept. */
export const operatorLink = pgTable(
  'operator_link',
  {
    id: uuid('id').primaryKey(),
    digest: bytea('digest').notNull().unique(),
    purpose: text('purpose', { enum: LINK_PURPOSES }).notNull(),
    /** Whose account it opens; null for a new owner's, which does not exist yet. */
    operatorId: uuid('operator_id').references(() => operator.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    ...actorColumns(),
  },
  (table) => [
    oneOf('operator_link_purpose', table.purpose, LINK_PURPOSES),
    // An earlier link of the same account ends with the next.
    index('operator_link_operator').on(table.operatorId),
  ],
)

/** Somebody with a shell on the machine let themselves in past every rule. Shown to every owner until they say that they saw it. */
export const breakGlass = pgTable('break_glass', {
  id: uuid('id').primaryKey(),
  at: instant('at').notNull(),
  /** The user of the operating system, as the machine says. */
  osUser: text('os_user').notNull(),
  purpose: text('purpose', { enum: ['reset', 'new_owner'] }).notNull(),
  operatorId: uuid('operator_id').references(() => operator.id),
})

export const breakGlassSeen = pgTable(
  'break_glass_seen',
  {
    breakGlassId: uuid('break_glass_id')
      .notNull()
      .references(() => breakGlass.id),
    operatorId: uuid('operator_id')
      .notNull()
      .references(() => operator.id),
    at: instant('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.breakGlassId, table.operatorId] })],
)
