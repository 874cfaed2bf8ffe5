import { sql } from 'drizzle-orm'
import { bigint, index, inet, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { CAUSES, END_REASONS, KINDS } from '@/lib/core/credential'
import { credential } from './credential'
import { actorColumns, bytea, instant, oneOf } from './types'

/** The tombstone: append-only, and its primary key makes ending twice impossible. */
export const credentialEnd = pgTable(
  'credential_end',
  {
    credentialId: uuid('credential_id')
      .primaryKey()
      .references(() => credential.id),
    /** The true instant of the ending; a sweep may record it later. */
    endedAt: instant('ended_at').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    reason: text('reason', { enum: END_REASONS }).notNull(),
    cause: text('cause', { enum: CAUSES }),
    note: text('note'),
    /** What the live row knew: without the digest a dead token could not be told from a forged one. */
    digest: bytea('digest').notNull(),
    pepperVersion: integer('pepper_version').notNull(),
    kind: text('kind', { enum: KINDS }).notNull(),
    applicationId: uuid('application_id').notNull(),
    subjectId: uuid('subject_id').notNull(),
    signedInAt: instant('signed_in_at').notNull(),
    allowedAddresses: text('allowed_addresses').array().notNull().default(sql`'{}'::text[]`),
    tags: text('tags').array().notNull().default(sql`'{}'::text[]`),
    overlapUntil: instant('overlap_until'),
    successorId: uuid('successor_id'),
    lastUsedAt: instant('last_used_at').notNull(),
    lastUsedIp: inet('last_used_ip'),
    lastUsedUserAgent: text('last_used_user_agent'),
    useCount: bigint('use_count', { mode: 'number' }).notNull(),
    correlationId: uuid('correlation_id').notNull(),
    ...actorColumns(),
  },
  (table) => [
    index('credential_end_reason').on(table.reason, table.endedAt, table.credentialId),
    index('credential_end_application').on(table.applicationId, table.kind, table.credentialId),
    index('credential_end_subject').on(table.subjectId, table.credentialId),
    oneOf('credential_end_reason_listed', table.reason, END_REASONS),
    oneOf('credential_end_cause_listed', table.cause, CAUSES),
  ],
)
