import { entry, TO_ENABLED } from '@/lib/audit/entry'
import { command, unchanged } from '../command'
import { enable } from '../disabling'
import { resolveSubject } from './resolve'
import { SubjectNoteInput } from './schemas'
import { type SubjectView, viewSubject } from './subject-view'

/** Enables a subject again: what has not ended meanwhile works as before. Errors: `not_found`. */
export const enableSubject = command({
  permission: 'subjects.enable',
  input: SubjectNoteInput,
  async run({ tx, actor, now, input }) {
    const subject = await resolveSubject(tx, actor, input)
    const closed = await enable(tx, now, { targetType: 'subject', targetId: subject.id })
    const result: SubjectView = viewSubject(subject, false)
    if (!closed) return unchanged(result)
    const target = { targetType: 'subject', targetId: subject.id, subjectId: subject.id } as const
    return { result, entries: [entry('subject.enabled', target, { note: input.note, ...TO_ENABLED })] }
  },
})
