import { sql } from 'drizzle-orm'
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { CASE_ORIGINS, CASE_STATES, EVIDENCE_TYPES, ROOT_CAUSES } from '@/lib/core/case'
import type { FrozenExplanation } from '@/lib/core/frozen-explanation'
import { application } from './application'
import { operator } from './operator'
import { subject } from './subject'
import { actorColumns, instant, oneOf } from './types'

/** One report of somebody who was refused, from being told to being answered. */
export const supportCase = pgTable(
  'support_case',
  {
    id: uuid('id').primaryKey(),
    /** What people call it: CASE-1042. */
    number: integer('number').generatedAlwaysAsIdentity({ startWith: 1001 }).notNull(),
    /** Whose operators may see it; null: only those who see all applications. */
    applicationId: uuid('application_id').references(() => application.id),
    subjectId: uuid('subject_id').references(() => subject.id),
    /** Who it is, in words, where nobody was found. */
    who: text('who'),
    saw: text('saw').notNull(),
    happenedAt: instant('happened_at'),
    origin: text('origin', { enum: CASE_ORIGINS }).notNull(),
    state: text('state', { enum: CASE_STATES }).notNull(),
    assigneeId: uuid('assignee_id').references(() => operator.id),
    rootCause: text('root_cause', { enum: ROOT_CAUSES }),
    rootCauseNote: text('root_cause_note'),
    /** The sentence that was sent to the customer. */
    answer: text('answer'),
    openedAt: instant('opened_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    resolvedAt: instant('resolved_at'),
    resolvedBy: text('resolved_by'),
    ...actorColumns(),
  },
  (table) => [
    uniqueIndex('support_case_number').on(table.number),
    // The list: newest change first, whole or of one state.
    index('support_case_changed').on(table.changedAt, table.id),
    index('support_case_state').on(table.state, table.changedAt, table.id),
    index('support_case_application').on(table.applicationId, table.changedAt, table.id),
    // Cases of one person, on their page and when one is opened.
    index('support_case_subject').on(table.subjectId, table.changedAt).where(sql`subject_id is not null`),
    // The chart: what was resolved when, by cause.
    index('support_case_resolved').on(table.resolvedAt, table.rootCause).where(sql`resolved_at is not null`),
    oneOf('support_case_origin', table.origin, CASE_ORIGINS),
    oneOf('support_case_state_listed', table.state, CASE_STATES),
    oneOf('support_case_root_cause', table.rootCause, ROOT_CAUSES),
    check(
      'support_case_resolution',
      sql`(state = 'resolved') = (resolved_at is not null and root_cause is not null and answer is not null)`,
    ),
    check('support_case_other_said', sql`root_cause <> 'other' or root_cause_note is not null`),
  ],
)

/** What was joined to a case. Nobody may change or remove a row: an explanation stays as it was told at that moment. */
export const caseEvidence = pgTable(
  'case_evidence',
  {
    id: uuid('id').primaryKey(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => supportCase.id),
    type: text('type', { enum: EVIDENCE_TYPES }).notNull(),
    /** The reference, or the id, that names it: joining the same twice is refused. */
    key: text('key').notNull(),
    /** An explanation as it stood then; null for what is only pointed to. */
    frozen: jsonb('frozen').$type<FrozenExplanation>(),
    addedAt: instant('added_at').notNull(),
    ...actorColumns(),
  },
  (table) => [
    uniqueIndex('case_evidence_once').on(table.caseId, table.type, table.key),
    // The case a reference already led to, when its customer reports it again.
    index('case_evidence_key').on(table.key, table.type),
    oneOf('case_evidence_type', table.type, EVIDENCE_TYPES),
  ],
)

/** Notes are only added: a note that was edited is a later version of the same note, and every version stays. */
export const caseNote = pgTable(
  'case_note',
  {
    noteId: uuid('note_id').notNull(),
    version: integer('version').notNull(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => supportCase.id),
    text: text('text').notNull(),
    writtenAt: instant('written_at').notNull(),
    ...actorColumns(),
  },
  (table) => [
    primaryKey({ columns: [table.noteId, table.version] }),
    index('case_note_case').on(table.caseId, table.noteId, table.version),
    check('case_note_version', sql`version >= 1`),
  ],
)

/** What a customer wrote on the page their reference led to. */
export const caseReport = pgTable(
  'case_report',
  {
    id: uuid('id').primaryKey(),
    caseId: uuid('case_id')
      .notNull()
      .references(() => supportCase.id),
    requestId: text('request_id').notNull(),
    text: text('text').notNull(),
    /** How to answer them, if they want to be. */
    contact: text('contact'),
    /** The language of the page they wrote on. */
    language: text('language').notNull(),
    reportedAt: instant('reported_at').notNull(),
  },
  (table) => [index('case_report_case').on(table.caseId, table.reportedAt)],
)
