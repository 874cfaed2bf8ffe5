import { and, asc, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { auditEntry } from '@/db/schema/audit'
import { caseNote, caseReport, supportCase } from '@/db/schema/support-case'
import type { Instant } from '@/lib/core/instant'
import { bindingsGive } from '@/lib/core/permissions'
import type { Actor } from '../context'
import { notFound } from '../errors'
import { Id } from '../input-parts'
import { veiled, veilOf } from '../masking'
import { query } from '../query'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'
import { type CaseView, selectCases, viewCase } from './case-view'
import { type EvidenceView, readEvidence } from './read-evidence'

/** A case with everything that was joined to it and written about it. */
export interface CaseDetail extends CaseView {
  readonly rootCauseNote: string | null
  /** The sentence that was sent. */
  readonly answer: string | null
  readonly resolvedBy: string | null
  readonly evidence: readonly EvidenceView[]
  readonly notes: readonly NoteView[]
  readonly reports: readonly ReportView[]
  readonly acts: readonly {
    readonly id: string
    readonly at: Instant
    readonly action: string
    readonly actorName: string
  }[]
  readonly now: Instant
}

export interface NoteView {
  readonly id: string
  readonly authorId: string | null
  /** Newest first: the text that counts, then what it was before. */
  readonly versions: readonly NoteVersion[]
}

export interface NoteVersion {
  readonly version: number
  readonly text: string
  readonly at: Instant
  readonly by: string
}

/** What a customer wrote themselves. */
export interface ReportView {
  readonly id: string
  readonly requestId: string
  readonly text: string
  readonly contact: string | null
  readonly language: string
  readonly at: Instant
}

const LISTED_MAX = 200

/** Reads one case. Errors: `not_found`, also for what is out of reach. */
export const readCase = query({
  permission: 'cases.read',
  input: z.strictObject({ caseId: Id }),
  async run({ db, now, input, reach, actor, services }): Promise<CaseDetail> {
    const isIt = and(eq(supportCase.id, input.caseId), withinReach(reach, supportCase.applicationId))
    const [found] = await selectCases(db, isIt)
    if (found === undefined) throw notFound('case')
    const veil = await veilOf(db, actor, now)
    const { id, rootCauseNote, answer, resolvedBy, applicationId } = found.row
    const told = {
      ...{ rootCauseNote, answer, resolvedBy, now },
      notes: await notesOf(db, id),
      acts: await actsOn(db, id),
    }
    const reports = await reportsOf(db, id)
    const config = await services.config.current()
    return {
      ...viewCase(found, config, { reach, veil }),
      evidence: await readEvidence(db, found.row, { reach, veil }),
      ...veiled(veil, found.row, told),
      reports: mayAnswer(actor, applicationId) ? reports : veiled(veil, found.row, reports),
    }
  },
})

/** How to reach a customer was given in order to be answered: whoever works on the case is shown it. */
function mayAnswer(actor: Actor, applicationId: string | null): boolean {
  return actor.type === 'operator' && bindingsGive(actor.bindings, 'cases.write', applicationId)
}

async function notesOf(db: Reader, caseId: string): Promise<NoteView[]> {
  const rows = await db
    .select()
    .from(caseNote)
    .where(eq(caseNote.caseId, caseId))
    .orderBy(asc(caseNote.noteId), desc(caseNote.version))
  const notes = new Map<string, NoteView>()
  for (const { noteId, version, text, writtenAt, actorLabel, actorId } of rows) {
    const versions = [...(notes.get(noteId)?.versions ?? []), { version, text, at: writtenAt, by: actorLabel }]
    notes.set(noteId, { id: noteId, authorId: notes.get(noteId)?.authorId ?? actorId, versions })
  }
  return [...notes.values()]
}

function reportsOf(db: Reader, caseId: string): Promise<ReportView[]> {
  const { id, requestId, text, contact, language, reportedAt } = caseReport
  return db
    .select({ id, requestId, text, contact, language, at: reportedAt })
    .from(caseReport)
    .where(eq(caseReport.caseId, caseId))
    .orderBy(asc(reportedAt))
    .limit(LISTED_MAX)
}

function actsOn(db: Reader, caseId: string): Promise<CaseDetail['acts']> {
  const { id, at, action, actorLabel } = auditEntry
  return db
    .select({ id, at, action, actorName: actorLabel })
    .from(auditEntry)
    .where(eq(auditEntry.targetId, caseId))
    .orderBy(desc(at), desc(id))
    .limit(LISTED_MAX)
}
