import { BEYOND_REACH, lacksPartOf } from '../beyond-reach'
import { command, refused, unchanged } from '../command'
import { disableOne } from '../disable-subject'
import { resolveSubject } from './resolve'
import { SubjectNoteInput } from './schemas'
import { type SubjectView, viewSubject } from './subject-view'

/**
 * Disables a subject: none of its credentials is accepted and none is issued, in every application of its directory, until it is
 * enabled again. Refused: `own_subject`, `last_owner`, `beyond_reach`. Errors: `not_found`.
 */
export const disableSubject = command({
  permission: 'subjects.disable',
  input: SubjectNoteInput,
  async run({ tx, actor, reach, now, input, services }) {
    const by = { actor, reach, config: await services.config.within(tx) }
    const subject = await resolveSubject(tx, by, input)
    if (lacksPartOf(subject, by)) return refused<'beyond_reach'>('beyond_reach', BEYOND_REACH)
    const disabled = await disableOne({ tx, actor, now, note: input.note }, subject)
    if ('refused' in disabled) return disabled
    const result: SubjectView = viewSubject(subject, true)
    const [first] = disabled.entries
    return first === undefined ? unchanged(result) : { result, entries: [first] }
  },
})
