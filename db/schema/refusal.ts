import { sql } from 'drizzle-orm'
import { bigint, index, inet, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { CAUSES, ENVIRONMENTS, KINDS } from '@/lib/core/credential'
import { REASONS } from '@/lib/core/reasons'
import type { RefusalEvidence } from './refusal-evidence'
import { bytea, instant, oneOf } from './types'

/**
 * A recorded negative verdict, coalesced within the hour per credential, reason and source, with an exact count.
 * Partitioned by day on `hour` (see the migration), so a whole day is dropped at once when retention ends.
 */
export const refusal = pgTable(
  'refusal',
  {
    id: uuid('id').notNull(),
    hour: instant('hour').notNull(),
    /** SHA-256 over what makes two refusals the same: credential, reason, cause, caller and source. */
    dedupeKey: bytea('dedupe_key').notNull(),
    firstAt: instant('first_at').notNull(),
    lastAt: instant('last_at').notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
    reason: text('reason').$type<(typeof REASONS)[number]>().notNull(),
    cause: text('cause', { enum: CAUSES }),
    /** The application that asked. */
    applicationId: uuid('application_id').notNull(),
    callerCredentialId: uuid('caller_credential_id').notNull(),
    /** Null when no credential was matched. */
    credentialId: uuid('credential_id'),
    subjectId: uuid('subject_id'),
    environment: text('environment', { enum: ENVIRONMENTS }),
    kind: text('kind', { enum: KINDS }),
    /** As reported by the caller: the end user's. */
    ip: inet('ip'),
    country: text('country'),
    userAgent: text('user_agent'),
    /** The caller's own socket address. */
    callerIp: inet('caller_ip'),
    policyVersionId: uuid('policy_version_id'),
    evidence: jsonb('evidence').$type<RefusalEvidence>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.hour, table.dedupeKey] }),
    index('refusal_id').on(table.id),
    // The live tail and the newest-first list.
    index('refusal_last').on(table.lastAt, table.id),
    index('refusal_credential').on(table.credentialId, table.lastAt).where(sql`credential_id is not null`),
    index('refusal_subject').on(table.subjectId, table.lastAt).where(sql`subject_id is not null`),
    index('refusal_application').on(table.applicationId, table.reason, table.lastAt),
    index('refusal_reason').on(table.reason, table.lastAt),
    index('refusal_ip').on(table.ip, table.lastAt),
    oneOf('refusal_reason_listed', table.reason, REASONS),
  ],
)

/** Every refused presentation by its request id, so that any reference a person reads leads to its explanation. */
export const refusalRequest = pgTable(
  'refusal_request',
  {
    /** The time inside the request id: finds the partition. */
    requestAt: instant('request_at').notNull(),
    requestId: uuid('request_id').notNull(),
    refusalId: uuid('refusal_id').notNull(),
    /** The public part of a forged token, until a job has looked whom it imitates. */
    selector: text('selector'),
    /** The database's instant the verdict was judged at. */
    judgedAt: instant('judged_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.requestAt, table.requestId] }),
    index('refusal_request_refusal').on(table.refusalId, table.judgedAt),
    index('refusal_request_selector').on(table.judgedAt).where(sql`selector is not null`),
  ],
)

/** Refusals counted by hour, application and reason, and by each minute of the hour: charts read this, never the rows. */
export const refusalHour = pgTable(
  'refusal_hour',
  {
    hour: instant('hour').notNull(),
    applicationId: uuid('application_id').notNull(),
    reason: text('reason').$type<(typeof REASONS)[number]>().notNull(),
    count: bigint('count', { mode: 'number' }).notNull(),
    /** Place n counts minute n, from 0: "since 14:05" needs minutes, and a row for each would be sixty times as many. */
    minutes: integer('minutes').array().notNull().default(sql`array_fill(0, array[60])`),
  },
  (table) => [primaryKey({ columns: [table.hour, table.applicationId, table.reason] })],
)
