import { sql } from 'drizzle-orm'
import { boolean, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { EXPORT_FORMATS, LISTS } from '@/lib/core/lists'
import { operator } from './operator'
import { instant, oneOf } from './types'

/** A list's filters and order under a name: the operator's own, or shown to all. */
export const savedView = pgTable(
  'saved_view',
  {
    id: uuid('id').primaryKey(),
    operatorId: uuid('operator_id')
      .notNull()
      .references(() => operator.id, { onDelete: 'cascade' }),
    list: text('list', { enum: LISTS }).notNull(),
    name: text('name').notNull(),
    /** The query part of the list's address, without page and open row. */
    search: text('search').notNull(),
    shared: boolean('shared').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    // Saving under a known name replaces it; also finds an operator's own.
    uniqueIndex('saved_view_name').on(table.operatorId, table.list, sql`lower(${table.name})`),
    index('saved_view_shared').on(table.list).where(sql`shared`),
    oneOf('saved_view_list', table.list, LISTS),
  ],
)

/** What an operator asked to take out, so that a plain GET can stream it: the act is here and in the audit, the reading changes nothing. */
export const exportRequest = pgTable(
  'export_request',
  {
    id: uuid('id').primaryKey(),
    operatorId: uuid('operator_id')
      .notNull()
      .references(() => operator.id, { onDelete: 'cascade' }),
    list: text('list', { enum: LISTS }).notNull(),
    format: text('format', { enum: EXPORT_FORMATS }).notNull(),
    search: text('search').notNull(),
    requestedAt: instant('requested_at').notNull(),
  },
  (table) => [
    oneOf('export_request_list', table.list, LISTS),
    oneOf('export_request_format', table.format, EXPORT_FORMATS),
  ],
)
