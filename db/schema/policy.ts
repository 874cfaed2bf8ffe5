import { sql } from 'drizzle-orm'
import { check, integer, jsonb, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core'
import { KINDS } from '@/lib/core/credential'
import { application } from './application'
import { actorColumns, instant, oneOf } from './types'

/** A rule for one kind of one application, or of the whole installation when application_id is null. */
export const policy = pgTable(
  'policy',
  {
    id: uuid('id').primaryKey(),
    applicationId: uuid('application_id').references(() => application.id),
    kind: text('kind', { enum: KINDS }).notNull(),
    name: text('name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [
    unique('policy_scope').on(table.applicationId, table.kind).nullsNotDistinct(),
    oneOf('policy_kind', table.kind, KINDS),
  ],
)

/** Immutable. A version is in force from `effective_from` until the next one begins. */
export const policyVersion = pgTable(
  'policy_version',
  {
    id: uuid('id').primaryKey(),
    policyId: uuid('policy_id')
      .notNull()
      .references(() => policy.id),
    version: integer('version').notNull(),
    idleSeconds: integer('idle_seconds'),
    absoluteSeconds: integer('absolute_seconds'),
    /** Of keys alone: the longest overlap of a rotation, and the age from which one is asked for. */
    overlapSecondsMax: integer('overlap_seconds_max'),
    rotateAfterSeconds: integer('rotate_after_seconds'),
    effectiveFrom: instant('effective_from').notNull(),
    note: text('note'),
    /** How many live credentials the operator was told the change would end, before saving it. */
    previewedEndings: integer('previewed_endings'),
    preset: jsonb('preset').$type<{ name: string; source: string }>(),
    ...actorColumns(),
  },
  (table) => [
    unique('policy_version_number').on(table.policyId, table.version),
    check('policy_version_idle', sql`idle_seconds is null or idle_seconds between 60 and 34560000`),
    check('policy_version_absolute', sql`absolute_seconds is null or absolute_seconds between 60 and 34560000`),
    check('policy_version_overlap', sql`overlap_seconds_max is null or overlap_seconds_max between 0 and 2592000`),
    check(
      'policy_version_rotate',
      sql`rotate_after_seconds is null or rotate_after_seconds between 86400 and 34560000`,
    ),
  ],
)
