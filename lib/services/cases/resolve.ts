import { entry } from '@/lib/audit/entry'
import { command, refused } from '../command'
import { caseTarget, changeCase, lockCase, nameOf } from './lock-case'
import { ResolveCaseInput } from './schemas'

/**
 * Closes a case with why it happened and what was answered: neither can be left out. Outcome `already_resolved`.
 * Errors: `not_found`, `invalid_input` on `/rootCause`, `/rootCauseNote`, `/answer`.
 */
export const resolveCase = command({
  permission: 'cases.write',
  input: ResolveCaseInput,
  async run({ tx, reach, input, now, actor }) {
    const held = await lockCase(tx, reach, input.caseId)
    if (held.state === 'resolved') return refused('already_resolved', `${nameOf(held)} is resolved already.`)
    const { rootCause, rootCauseNote, answer } = input
    await changeCase(tx, held, now, {
      ...{ state: 'resolved', rootCause, rootCauseNote, answer },
      ...{ resolvedAt: now, resolvedBy: actor.name },
    })
    return {
      result: { id: held.id, name: nameOf(held) },
      entries: [entry('case.resolved', caseTarget(held), { name: nameOf(held), rootCause, note: rootCauseNote })],
    }
  },
})
