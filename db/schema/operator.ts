import { sql } from 'drizzle-orm'
import { integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { subject } from './subject'
import { bytea, instant, oneOf } from './types'

export const OPERATOR_ROLES = ['administrator', 'support'] as const

/** Who uses the console. Its sessions are Assay sessions of the subject with the same name. */
export const operator = pgTable(
  'operator',
  {
    id: uuid('id').primaryKey(),
    subjectId: uuid('subject_id')
      .notNull()
      .references(() => subject.id),
    email: text('email').notNull(),
    name: text('name').notNull(),
    /** argon2id in PHC string format. */
    passwordHash: text('password_hash').notNull(),
    role: text('role', { enum: OPERATOR_ROLES }).notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    uniqueIndex('operator_email').on(sql`lower(${table.email})`),
    uniqueIndex('operator_subject').on(table.subjectId),
    oneOf('operator_role', table.role, OPERATOR_ROLES),
  ],
)

/** The one-time link that makes the first operator; only its SHA-256 is kept. */
export const setUpLink = pgTable('set_up_link', {
  id: uuid('id').primaryKey(),
  digest: bytea('digest').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

/** Failed sign-ins per account and per address in one window: keyed by an HMAC, so the table names nobody. */
export const signInThrottle = pgTable(
  'sign_in_throttle',
  {
    key: bytea('key').notNull(),
    windowStart: instant('window_start').notNull(),
    failures: integer('failures').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.windowStart] })],
)
