import { integer, pgTable, uuid } from 'drizzle-orm/pg-core'
import { instant } from './types'

/** All generations of one sign-in or one key. Rotation and revocation lock this row. */
export const family = pgTable('family', {
  id: uuid('id').primaryKey(),
  /** Anchors the absolute limit and the cutoffs, so that renewal is not immortality. */
  signedInAt: instant('signed_in_at').notNull(),
  currentGeneration: integer('current_generation').notNull(),
})
