import { and, desc, eq } from 'drizzle-orm'
import { caseNote } from '@/db/schema/support-case'
import { entry } from '@/lib/audit/entry'
import { newId } from '@/lib/crypto/id'
import { command, unchanged } from '../command'
import { actorRow } from '../context'
import { notFound } from '../errors'
import type { Transaction } from '../transaction'
import { caseTarget, changeCase, lockCase, nameOf } from './lock-case'
import { WriteNoteInput } from './schemas'

/** Writes a note, or the next version of one: nothing that was written goes away. Errors: `not_found`. */
export const writeNote = command({
  permission: 'cases.write',
  input: WriteNoteInput,
  async run({ tx, reach, input, now, actor }) {
    const held = await lockCase(tx, reach, input.caseId)
    const before = input.noteId === null ? null : await newestVersion(tx, held.id, input.noteId)
    if (before?.text === input.text) return unchanged({ noteId: before.noteId, version: before.version })
    const noteId = before?.noteId ?? newId(now)
    const version = (before?.version ?? 0) + 1
    await tx
      .insert(caseNote)
      .values({ noteId, version, caseId: held.id, text: input.text, writtenAt: now, ...actorRow(actor) })
    await changeCase(tx, held, now, {})
    return {
      result: { noteId, version },
      entries: [entry('case.noted', caseTarget(held), { name: nameOf(held), noteId, version })],
    }
  },
})

async function newestVersion(tx: Transaction, caseId: string, noteId: string) {
  const [newest] = await tx
    .select()
    .from(caseNote)
    .where(and(eq(caseNote.noteId, noteId), eq(caseNote.caseId, caseId)))
    .orderBy(desc(caseNote.version))
    .limit(1)
  if (newest === undefined) throw notFound('note')
  return newest
}
