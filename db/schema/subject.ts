import { sql } from 'drizzle-orm'
import { index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ENVIRONMENTS, SUBJECT_TYPES } from '@/lib/core/credential'
import { application } from './application'
import { instant, oneOf } from './types'

/** The person or service a credential belongs to. */
export const subject = pgTable(
  'subject',
  {
    id: uuid('id').primaryKey(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    directory: text('directory').notNull(),
    externalId: text('external_id').notNull(),
    type: text('type', { enum: SUBJECT_TYPES }).notNull(),
    name: text('name'),
    email: text('email'),
    /** Set for the service through which an application itself calls the data plane. */
    representsApplicationId: uuid('represents_application_id').references(() => application.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    uniqueIndex('subject_external').on(table.environment, table.directory, table.externalId),
    // The list of people in its order, newest first, of one directory.
    index('subject_directory').on(table.environment, table.directory, table.id),
    // Prefix search in order: the C collation gives both, text_pattern_ops only the filter.
    index('subject_email').on(sql`lower(${table.email}) COLLATE "C"`),
    index('subject_name').on(sql`lower(${table.name}) COLLATE "C"`),
    index('subject_represents').on(table.representsApplicationId).where(sql`represents_application_id is not null`),
    oneOf('subject_type', table.type, SUBJECT_TYPES),
    oneOf('subject_environment', table.environment, ENVIRONMENTS),
  ],
)
