import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { ACT_STATES, ACT_VERBS, ITEM_OUTCOMES } from '@/lib/core/act'
import { STATABLE_CAUSES } from '@/lib/core/credential'
import { actorColumns, instant, oneOf } from './types'

/**
 * One act of an operator upon many credentials. A preview makes the row and freezes the set; confirming it runs it, slice by
 * slice, and every entry of it has the act's id as its correlation id.
 */
export const bulkAct = pgTable(
  'bulk_act',
  {
    id: uuid('id').primaryKey(),
    verb: text('verb', { enum: ACT_VERBS }).notNull(),
    state: text('state', { enum: ACT_STATES }).notNull(),
    /** What was asked for: a selection, a filter, a person, an application, an address, or what another act was done to. */
    scope: jsonb('scope').$type<Readonly<Record<string, unknown>>>().notNull(),
    subjectId: uuid('subject_id'),
    /** It also sets cutoffs when confirmed, so that nothing issued between preview and act slips through. */
    cutoff: boolean('cutoff').notNull(),
    /** The subjects it also disables. */
    disables: uuid('disables').array().notNull().default(sql`'{}'::uuid[]`),
    /** Who is affected, as it was shown. */
    preview: jsonb('preview').$type<Readonly<Record<string, unknown>>>().notNull(),
    /** How many the preview promised. */
    total: integer('total').notNull(),
    /** False for more than an act keeps item by item: its cutoff ends them, the sweep records them. */
    itemized: boolean('itemized').notNull(),
    previewedAt: instant('previewed_at').notNull(),
    cause: text('cause', { enum: STATABLE_CAUSES }),
    note: text('note'),
    untilAt: instant('until_at'),
    includeOwnSession: boolean('include_own_session').notNull().default(false),
    /** The session the operator acted from; its family is spared unless asked for. */
    ownSessionId: uuid('own_session_id').notNull(),
    /** When it was confirmed: a cutoff bites from here on. */
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** How many appeared between preview and cutoff and ended with the others. */
    late: integer('late').notNull().default(0),
    done: integer('done').notNull().default(0),
    already: integer('already').notNull().default(0),
    leftOut: integer('left_out').notNull().default(0),
    failed: integer('failed').notNull().default(0),
    ...actorColumns(),
  },
  (table) => [
    // What the worker goes on with; nearly always empty.
    index('bulk_act_running').on(table.startedAt).where(sql`state = 'running'`),
    // "Recent acts", and previews nobody confirmed, which are forgotten.
    index('bulk_act_previewed').on(table.previewedAt, table.id),
    oneOf('bulk_act_verb', table.verb, ACT_VERBS),
    oneOf('bulk_act_state', table.state, ACT_STATES),
    oneOf('bulk_act_cause', table.cause, STATABLE_CAUSES),
    check('bulk_act_started', sql`(state = 'previewed') = (started_at is null)`),
    check('bulk_act_finished', sql`(state in ('stopped', 'done')) = (finished_at is not null)`),
    check('bulk_act_note_length', sql`length(note) <= 2000`),
  ],
)

/** The frozen set of an act, and what became of each. */
export const bulkActItem = pgTable(
  'bulk_act_item',
  {
    actId: uuid('act_id')
      .notNull()
      .references(() => bulkAct.id, { onDelete: 'cascade' }),
    credentialId: uuid('credential_id').notNull(),
    /** Null until its slice is done. */
    outcome: text('outcome', { enum: ITEM_OUTCOMES }),
    /** It appeared after the preview and fell under the cutoff. */
    late: boolean('late').notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.actId, table.credentialId] }),
    // The next slice (outcome is null), and each list of results in the order of its pages.
    index('bulk_act_item_outcome').on(table.actId, table.outcome, table.credentialId),
    oneOf('bulk_act_item_outcome_listed', table.outcome, ITEM_OUTCOMES),
  ],
)
