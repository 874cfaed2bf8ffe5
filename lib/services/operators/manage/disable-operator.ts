import { z } from 'zod'
import { entry, TO_DISABLED, TO_ENABLED } from '@/lib/audit/entry'
import { command, unchanged } from '../../command'
import { disable, enable } from '../../disabling'
import { Id, Note } from '../../input-parts'
import { isLastOwner } from '../../lock-operators'
import { endSessionsOf } from '../account/end-sessions-of'
import { isOwner, isSelf, LAST_OWNER, OWN_ACCOUNT, takeOperator, targetOf } from './take-operator'

const SwitchInput = z.strictObject({ operatorId: Id, note: Note })

/**
 * Keeps an operator out and ends all their sessions at the console at once. Outcomes `own_account`, `last_owner`.
 * Errors: `not_found`, `forbidden` for an owner by whoever is none.
 */
export const disableOperator = command({
  permission: 'operators.manage',
  input: SwitchInput,
  async run({ tx, actor, now, context, input: { operatorId, note } }) {
    const { held } = await takeOperator(tx, actor, operatorId)
    if (isSelf(actor, held)) return OWN_ACCOUNT
    if (isOwner([...held.byHand, ...held.byIssuer]) && (await isLastOwner(tx, held.subjectId))) return LAST_OWNER
    const opened = await disable(tx, { actor, now, note }, { targetType: 'subject', targetId: held.subjectId })
    if (!opened) return unchanged({ sessionsEnded: 0 })
    const which = { subjectId: held.subjectId, cause: 'privilege_withdrawn' } as const
    const { ended, entries } = await endSessionsOf(tx, { actor, now, context }, which)
    const disabled = entry('operator.disabled', targetOf(held), { note, sessionsEnded: ended, ...TO_DISABLED })
    return { result: { sessionsEnded: ended }, entries: [disabled, ...entries] }
  },
})

/** Lets a disabled operator sign in again; what they had open stays ended. Outcome `own_account`. Errors as for disabling. */
export const enableOperator = command({
  permission: 'operators.manage',
  input: SwitchInput,
  async run({ tx, actor, now, input: { operatorId, note } }) {
    const { held } = await takeOperator(tx, actor, operatorId)
    if (isSelf(actor, held)) return OWN_ACCOUNT
    const closed = await enable(tx, now, { targetType: 'subject', targetId: held.subjectId })
    if (!closed) return unchanged(null)
    return { result: null, entries: [entry('operator.enabled', targetOf(held), { note, ...TO_ENABLED })] }
  },
})
