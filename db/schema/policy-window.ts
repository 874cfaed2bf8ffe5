import { integer, pgView, text, uuid } from 'drizzle-orm/pg-core'
import { KINDS } from '@/lib/core/credential'
import { instant } from './types'

/** Policy versions with the end of their force; the view itself stands in the migration. */
export const policyWindow = pgView('policy_window', {
  id: uuid('id').notNull(),
  policyId: uuid('policy_id').notNull(),
  applicationId: uuid('application_id'),
  kind: text('kind', { enum: KINDS }).notNull(),
  policyName: text('name').notNull(),
  version: integer('version').notNull(),
  idleSeconds: integer('idle_seconds'),
  absoluteSeconds: integer('absolute_seconds'),
  overlapSecondsMax: integer('overlap_seconds_max'),
  rotateAfterSeconds: integer('rotate_after_seconds'),
  setBy: text('set_by').notNull(),
  from: instant('from_at').notNull(),
  until: instant('until_at'),
}).existing()
