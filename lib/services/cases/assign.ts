import { entry } from '@/lib/audit/entry'
import { command, unchanged } from '../command'
import { ServiceError } from '../errors'
import { readAssignees } from './assignees'
import { caseTarget, changeCase, lockCase, nameOf } from './lock-case'
import { AssignCaseInput } from './schemas'

/** Gives a case to an operator who may work on it, or to nobody. Errors: `not_found`, `invalid_input` on `/assigneeId`. */
export const assignCase = command({
  permission: 'cases.write',
  input: AssignCaseInput,
  async run({ tx, reach, input, now }) {
    const held = await lockCase(tx, reach, input.caseId)
    if (held.assigneeId === input.assigneeId) return unchanged({ id: held.id, name: nameOf(held) })
    const assignees = await readAssignees(tx, held.applicationId)
    const assignee = assignees.find(({ id }) => id === input.assigneeId) ?? null
    if (assignee === null && input.assigneeId !== null) throw cannotWorkOnIt()
    await changeCase(tx, held, now, { assigneeId: input.assigneeId })
    const before = held.assigneeId
    return {
      result: { id: held.id, name: nameOf(held) },
      entries: [entry('case.assigned', caseTarget(held), { name: nameOf(held), before, after: input.assigneeId })],
    }
  },
})

function cannotWorkOnIt(): ServiceError {
  return new ServiceError('invalid_input', 'The case was not assigned.', {
    fields: [
      { pointer: '/assigneeId', detail: 'They may not work on cases of this application. Choose somebody else.' },
    ],
  })
}
