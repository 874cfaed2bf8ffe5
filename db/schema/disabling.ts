import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { actorColumns, instant, oneOf } from './types'

export const DISABLING_TARGETS = ['subject', 'application'] as const

/** The stretches during which a subject or an application was disabled; open while `until_at` is null. */
export const disabling = pgTable(
  'disabling',
  {
    id: uuid('id').primaryKey(),
    targetType: text('target_type', { enum: DISABLING_TARGETS }).notNull(),
    targetId: uuid('target_id').notNull(),
    fromAt: instant('from_at').notNull(),
    untilAt: instant('until_at'),
    note: text('note'),
    ...actorColumns(),
  },
  (table) => [
    // At most one open stretch a target, and the hot statement's probe.
    uniqueIndex('disabling_open').on(table.targetId).where(sql`until_at is null`),
    index('disabling_target').on(table.targetId, table.fromAt),
    oneOf('disabling_target_type', table.targetType, DISABLING_TARGETS),
    check('disabling_order', sql`until_at is null or until_at >= from_at`),
  ],
)
