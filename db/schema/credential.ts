import { sql } from 'drizzle-orm'
import { check, index, inet, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ENVIRONMENTS, KINDS } from '@/lib/core/credential'
import { application } from './application'
import { family } from './family'
import { subject } from './subject'
import { actorColumns, instant, oneOf } from './types'

/** What was issued; it never changes, `key_change` holds what a key became. One lifecycle for all kinds; rows stay for the whole retention period. */
export const credential = pgTable(
  'credential',
  {
    id: uuid('id').primaryKey(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    kind: text('kind', { enum: KINDS }).notNull(),
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    subjectId: uuid('subject_id')
      .notNull()
      .references(() => subject.id),
    familyId: uuid('family_id')
      .notNull()
      .references(() => family.id),
    generation: integer('generation').notNull(),
    predecessorId: uuid('predecessor_id'),
    issuerKeyId: text('issuer_key_id').notNull(),
    selector: text('selector').notNull(),
    name: text('name'),
    purpose: text('purpose'),
    scopes: text('scopes').array().notNull().default(sql`'{}'::text[]`),
    /** Whom to ask about it: a team, a mail address. */
    contact: text('contact'),
    tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
    /** Addresses and networks it is accepted from; empty: from everywhere. */
    allowedAddresses: text('allowed_addresses').array().notNull().default(sql`'{}'::text[]`),
    authMethod: text('auth_method'),
    issuedAt: instant('issued_at').notNull(),
    notBefore: instant('not_before'),
    expiresAt: instant('expires_at'),
    /** As reported by the application that issued it. */
    createdIp: inet('created_ip'),
    createdCountry: text('created_country'),
    createdUserAgent: text('created_user_agent'),
    ...actorColumns(),
  },
  (table) => [
    uniqueIndex('credential_selector').on(table.selector),
    // UUIDv7 ids sort by time: every list pages by (filter column, id) without a sort.
    index('credential_application').on(table.applicationId, table.kind, table.id),
    index('credential_subject').on(table.subjectId, table.id),
    index('credential_kind').on(table.kind, table.id),
    // Forensics: everything issued to one address, dead or alive.
    index('credential_created_ip').on(table.createdIp, table.id),
    // A country hardly anybody signs in from: 0.2 s instead of 1 s at 300,000 rows.
    index('credential_created_country').on(table.createdCountry, table.id),
    // What an operator created for others, for the day they leave: sessions, nearly all rows, are created by applications.
    index('credential_created_by').on(table.actorId, table.id).where(sql`actor_type = 'operator'`),
    uniqueIndex('credential_generation').on(table.familyId, table.generation),
    oneOf('credential_kind', table.kind, KINDS),
    oneOf('credential_environment', table.environment, ENVIRONMENTS),
    check('credential_dates', sql`expires_at is null or expires_at > issued_at`),
  ],
)
