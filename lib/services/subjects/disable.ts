import { entry, TO_DISABLED } from '@/lib/audit/entry'
import { ASSAY_APPLICATION } from '../assay-application'
import { command, refused, unchanged } from '../command'
import { disable } from '../disabling'
import { isLastOwner, lockOperators } from '../lock-operators'
import { isOwnSubject } from './own-subject'
import { resolveSubject } from './resolve'
import { SubjectNoteInput } from './schemas'
import { type SubjectView, viewSubject } from './subject-view'

/**
 * Disables a subject: none of its credentials is accepted and none is issued, in every application of its directory, until it is
 * enabled again. Refused: `own_subject`, `last_owner`. Errors: `not_found`.
 */
export const disableSubject = command({
  permission: 'subjects.disable',
  input: SubjectNoteInput,
  async run({ tx, actor, now, input }) {
    const subject = await resolveSubject(tx, actor, input)
    if (isOwnSubject(actor, subject)) {
      return refused<'own_subject'>('own_subject', 'This is you. Ask another administrator to disable your account.')
    }
    if (subject.directory === ASSAY_APPLICATION.directory) {
      await lockOperators(tx)
      if (await isLastOwner(tx, subject.id)) {
        return refused<'last_owner'>(
          'last_owner',
          'The installation would have no owner any more. Make another owner first.',
        )
      }
    }
    const { note } = input
    const opened = await disable(tx, { actor, now, note }, { targetType: 'subject', targetId: subject.id })
    const result: SubjectView = viewSubject(subject, true)
    if (!opened) return unchanged(result)
    const target = { targetType: 'subject', targetId: subject.id, subjectId: subject.id } as const
    return { result, entries: [entry('subject.disabled', target, { note, ...TO_DISABLED })] }
  },
})
