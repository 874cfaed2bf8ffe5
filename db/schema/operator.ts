import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ROLES } from '@/lib/core/permissions'
import { FACTOR_DEMANDS } from '@/lib/core/sign-in'
import { application } from './application'
import { credential } from './credential'
import { subject } from './subject'
import { actorColumns, bytea, instant, oneOf } from './types'

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
    /** argon2id in PHC string format; null for somebody who signs in elsewhere only. */
    passwordHash: text('password_hash'),
    createdAt: instant('created_at').notNull(),
    /** Since when they are none any more. The row stays for what they did; everything they came in by is gone. */
    removedAt: instant('removed_at'),
  },
  (table) => [
    // Whoever was removed may be invited anew, as somebody else.
    uniqueIndex('operator_email').on(sql`lower(${table.email})`).where(sql`removed_at is null`),
    // The list of operators, by name.
    index('operator_name').on(table.name, table.id).where(sql`removed_at is null`),
    uniqueIndex('operator_subject').on(table.subjectId),
  ],
)

export const BINDING_SOURCES = ['hand', 'issuer'] as const
/** Whether people gave a role, or an issuer's groups do, which decide anew at every sign-in. */
export type BindingSource = (typeof BINDING_SOURCES)[number]

/** A role an operator was given, for one application or (null) for the whole installation, and by whom. */
export const roleBinding = pgTable(
  'role_binding',
  {
    id: uuid('id').primaryKey(),
    operatorId: uuid('operator_id')
      .notNull()
      .references(() => operator.id),
    role: text('role', { enum: ROLES }).notNull(),
    applicationId: uuid('application_id').references(() => application.id),
    source: text('source', { enum: BINDING_SOURCES }).notNull().default('hand'),
    givenAt: instant('given_at').notNull(),
    ...actorColumns(),
  },
  (table) => [
    // Read with every request of the console, by operator; nulls are one value, so nothing is given twice.
    unique('role_binding_once').on(table.operatorId, table.role, table.applicationId, table.source).nullsNotDistinct(),
    oneOf('role_binding_role', table.role, ROLES),
    oneOf('role_binding_source', table.source, BINDING_SOURCES),
    check('role_binding_owner_everywhere', sql`role <> 'owner' or application_id is null`),
  ],
)

/** When an operator's session last proved who is there, and how (RFC 8176); at sign-in, or when it was asked again. */
export const operatorSession = pgTable('operator_session', {
  credentialId: uuid('credential_id')
    .primaryKey()
    .references(() => credential.id),
  authenticatedAt: instant('authenticated_at').notNull(),
  method: text('method').notNull(),
})

/** The one-time link that makes the first operator; only its SHA-256 is kept. */
export const setUpLink = pgTable('set_up_link', {
  id: uuid('id').primaryKey(),
  digest: bytea('digest').notNull(),
  createdAt: instant('created_at').notNull(),
  expiresAt: instant('expires_at').notNull(),
  usedAt: instant('used_at'),
})

/** One row once somebody has set it: what signing in takes here. */
export const signInSetting = pgTable(
  'sign_in_setting',
  { id: integer('id').primaryKey(), secondFactor: text('second_factor', { enum: FACTOR_DEMANDS }).notNull() },
  (table) => [
    check('sign_in_setting_single', sql`id = 1`),
    oneOf('sign_in_setting_second_factor', table.secondFactor, FACTOR_DEMANDS),
  ],
)

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
