import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { CAUSES } from '@/lib/core/credential'
import { application } from './application'
import { subject } from './subject'
import { actorColumns, instant, oneOf } from './types'

/**
 * "Everything that signed in up to `at`": one row ends any number of credentials.
 * subject_id and application_id narrow it; both null means the whole installation.
 */
export const cutoff = pgTable(
  'cutoff',
  {
    id: uuid('id').primaryKey(),
    subjectId: uuid('subject_id').references(() => subject.id),
    applicationId: uuid('application_id').references(() => application.id),
    at: instant('at').notNull(),
    cause: text('cause', { enum: CAUSES }).notNull(),
    note: text('note'),
    ...actorColumns(),
  },
  (table) => [
    // The hot statement's probe: the newest cutoff of one person.
    index('cutoff_subject').on(table.subjectId, table.at).where(sql`subject_id is not null`),
    index('cutoff_wide').on(table.at).where(sql`subject_id is null`),
    oneOf('cutoff_cause', table.cause, CAUSES),
    check('cutoff_note_length', sql`length(note) <= 2000`),
  ],
)
