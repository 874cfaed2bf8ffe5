import { entry, TO_ENABLED } from '@/lib/audit/entry'
import { ASSAY_APPLICATION } from '../assay-application'
import { BEYOND_REACH, lacksPartOf } from '../beyond-reach'
import { command, refused, unchanged } from '../command'
import { enable } from '../disabling'
import { requireMayTouchOperator } from '../guard-operators'
import { resolveSubject } from './resolve'
import { SubjectNoteInput } from './schemas'
import { type SubjectView, viewSubject } from './subject-view'

/** Enables a subject again: what has not ended meanwhile works as before. Refused: `beyond_reach`. Errors: `not_found`, `forbidden` as for disabling. */
export const enableSubject = command({
  permission: 'subjects.enable',
  input: SubjectNoteInput,
  async run({ tx, actor, reach, now, input, services }) {
    const by = { actor, reach, config: await services.config.within(tx) }
    const subject = await resolveSubject(tx, by, input)
    if (lacksPartOf(subject, by)) return refused<'beyond_reach'>('beyond_reach', BEYOND_REACH)
    if (subject.directory === ASSAY_APPLICATION.directory) await requireMayTouchOperator(tx, actor, subject.id)
    const closed = await enable(tx, now, { targetType: 'subject', targetId: subject.id })
    const result: SubjectView = viewSubject(subject, false)
    if (!closed) return unchanged(result)
    const target = { targetType: 'subject', targetId: subject.id, subjectId: subject.id } as const
    return { result, entries: [entry('subject.enabled', target, { note: input.note, ...TO_ENABLED })] }
  },
})
