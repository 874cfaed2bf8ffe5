import { actingApplication } from '../acting-application'
import { command, unchanged } from '../command'
import { isDisabled } from '../disabling'
import { upsertSubject as findOrMake } from '../upsert-subject'
import { UpsertSubjectInput } from './schemas'
import { type SubjectView, viewSubject } from './subject-view'

export interface UpsertedSubject {
  readonly subject: SubjectView
  readonly created: boolean
}

/** An application makes a subject known, or brings its names up to date. Errors: `conflict` for a subject of the other type. */
export const upsertSubject = command({
  permission: 'subjects.write',
  input: UpsertSubjectInput,
  async run({ tx, actor, now, input }) {
    const { subject, created, entries } = await findOrMake(tx, now, actingApplication(actor), input)
    const disabled = await isDisabled(tx, { targetType: 'subject', targetId: subject.id })
    const result: UpsertedSubject = { subject: viewSubject(subject, disabled), created }
    const [first, ...rest] = entries
    return first === undefined ? unchanged(result) : { result, entries: [first, ...rest] }
  },
})
