import { caseNote } from '@/db/schema/support-case'
import { entry } from '@/lib/audit/entry'
import { newId } from '@/lib/crypto/id'
import { command, refused } from '../command'
import { actorRow } from '../context'
import { caseTarget, changeCase, lockCase, nameOf } from './lock-case'
import { ReopenCaseInput } from './schemas'

/** What a resolution leaves on a case, taken back; the audit and the notes keep it. */
export const UNRESOLVED = {
  state: 'open',
  rootCause: null,
  rootCauseNote: null,
  answer: null,
  resolvedAt: null,
  resolvedBy: null,
} as const

/** Opens a resolved case again; why stands in its notes. Outcome `still_open`. Errors: `not_found`. */
export const reopenCase = command({
  permission: 'cases.write',
  input: ReopenCaseInput,
  async run({ tx, reach, input, now, actor }) {
    const held = await lockCase(tx, reach, input.caseId)
    if (held.state === 'open') return refused('still_open', `${nameOf(held)} is open already.`)
    await tx.insert(caseNote).values({
      ...{ noteId: newId(now), version: 1, caseId: held.id, text: input.note, writtenAt: now },
      ...actorRow(actor),
    })
    await changeCase(tx, held, now, UNRESOLVED)
    const before = { rootCause: held.rootCause, answer: held.answer }
    return {
      result: { id: held.id, name: nameOf(held) },
      entries: [entry('case.reopened', caseTarget(held), { name: nameOf(held), before, note: input.note })],
    }
  },
})
