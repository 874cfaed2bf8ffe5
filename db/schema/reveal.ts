import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { operator } from './operator'
import { subject } from './subject'
import { instant } from './types'

/** One person's mail and network addresses, shown to one operator for a reason and a while. */
export const reveal = pgTable(
  'reveal',
  {
    id: uuid('id').primaryKey(),
    operatorId: uuid('operator_id')
      .notNull()
      .references(() => operator.id),
    subjectId: uuid('subject_id')
      .notNull()
      .references(() => subject.id),
    reason: text('reason').notNull(),
    fromAt: instant('from_at').notNull(),
    untilAt: instant('until_at').notNull(),
  },
  (table) => [
    // What an operator may see now, asked with every read of theirs.
    index('reveal_operator').on(table.operatorId, table.untilAt),
    check('reveal_order', sql`until_at > from_at`),
    check('reveal_reason_length', sql`length(reason) between 1 and 2000`),
  ],
)
