import { index, pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core'
import { application } from './application'
import { operator } from './operator'
import { actorColumns, instant } from './types'

/** The operators who answer for an application. Who it was before is in the audit. */
export const applicationOwner = pgTable(
  'application_owner',
  {
    applicationId: uuid('application_id')
      .notNull()
      .references(() => application.id),
    operatorId: uuid('operator_id')
      .notNull()
      .references(() => operator.id),
    addedAt: instant('added_at').notNull(),
    ...actorColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.applicationId, table.operatorId] }),
    // What an operator owns, for the day they leave.
    index('application_owner_operator').on(table.operatorId),
  ],
)
