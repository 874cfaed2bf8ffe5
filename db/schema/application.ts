import { sql } from 'drizzle-orm'
import { check, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ENVIRONMENTS } from '@/lib/core/credential'
import { instant, oneOf } from './types'

/** Issues and accepts credentials: the audience, and the boundary between teams. */
export const application = pgTable(
  'application',
  {
    id: uuid('id').primaryKey(),
    slug: text('slug').notNull(),
    name: text('name').notNull(),
    environment: text('environment', { enum: ENVIRONMENTS }).notNull(),
    /** Applications that share a user base share a directory of subjects. */
    directory: text('directory').notNull(),
    signInUrl: text('sign_in_url'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    // The slug is the audience callers name, so it is unique across environments.
    uniqueIndex('application_slug').on(table.slug),
    oneOf('application_environment', table.environment, ENVIRONMENTS),
    check('application_slug_shape', sql`${table.slug} ~ '^[a-z][a-z0-9-]{1,38}$'`),
  ],
)
