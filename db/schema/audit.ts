import { bigint, index, inet, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { actorColumns, bytea, instant } from './types'

/** What operators, applications and the system did. No foreign keys: entries outlive their subjects. Nobody may update or delete. */
export const auditEntry = pgTable(
  'audit_entry',
  {
    id: uuid('id').primaryKey(),
    at: instant('at').notNull(),
    action: text('action').notNull(),
    ...actorColumns(),
    targetType: text('target_type').notNull(),
    targetId: uuid('target_id'),
    applicationId: uuid('application_id'),
    subjectId: uuid('subject_id'),
    /** Joins the entries of one act. */
    correlationId: uuid('correlation_id').notNull(),
    requestIp: inet('request_ip'),
    /** What changed and why; the closed union lib/audit/entry.ts says which fields each action has. */
    detail: jsonb('detail').$type<Record<string, unknown>>().notNull(),
  },
  (table) => [
    index('audit_entry_at').on(table.at, table.id),
    index('audit_entry_target').on(table.targetId, table.at),
    index('audit_entry_subject').on(table.subjectId, table.at),
    index('audit_entry_correlation').on(table.correlationId),
    // The audit page's filters in its order: whatever is rare among many is found without reading the many.
    index('audit_entry_actor').on(table.actorId, table.at, table.id),
    index('audit_entry_application').on(table.applicationId, table.at, table.id),
    index('audit_entry_action').on(table.action, table.at, table.id),
    index('audit_entry_ip').on(table.requestIp, table.at, table.id),
  ],
)

/** Position and hash of an entry, given by the one sealer within a second of its commit. */
export const auditSeal = pgTable(
  'audit_seal',
  {
    position: bigint('position', { mode: 'number' }).primaryKey(),
    entryId: uuid('entry_id').notNull(),
    hash: bytea('hash').notNull(),
    sealedAt: instant('sealed_at').notNull(),
  },
  (table) => [uniqueIndex('audit_seal_entry').on(table.entryId)],
)
