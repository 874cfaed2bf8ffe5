import { and, eq, gt, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { applicationOwner } from '@/db/schema/application-owner'
import { operator, roleBinding } from '@/db/schema/operator'
import { operatorLink } from '@/db/schema/operator-link'
import { entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { command } from '../../command'
import { disable } from '../../disabling'
import { Id, Note } from '../../input-parts'
import { isLastOwner } from '../../lock-operators'
import type { Transaction } from '../../transaction'
import { endSessionsOf } from '../account/end-sessions-of'
import { stripAccount } from '../recovery/strip-account'
import { isOwner, isSelf, LAST_OWNER, OWN_ACCOUNT, plain, takeOperator, targetOf } from './take-operator'

/**
 * Makes an operator none any more: their sessions, roles, password and factors are gone for good; their name stays beside what
 * they did, and their identity at an issuer keeps them out there. Their address may be invited anew, as somebody else.
 * Outcomes `own_account`, `last_owner`. Errors: `not_found`, `forbidden` for an owner by whoever is none.
 */
export const removeOperator = command({
  permission: 'operators.manage',
  input: z.strictObject({ operatorId: Id, note: Note }),
  async run({ tx, actor, now, context, input: { operatorId, note } }) {
    const { held } = await takeOperator(tx, actor, operatorId)
    if (isSelf(actor, held)) return OWN_ACCOUNT
    const before = [...held.byIssuer, ...held.byHand.map(plain)]
    if (isOwner(before) && (await isLastOwner(tx, held.subjectId))) return LAST_OWNER
    const act = { actor, now, context }
    const { ended, entries } = await endSessionsOf(tx, act, { subjectId: held.subjectId, cause: 'affiliation_changed' })
    await stripAccount(tx, act, held)
    await takeEverything(tx, now, held.id)
    await disable(tx, { actor, now, note }, { targetType: 'subject', targetId: held.subjectId })
    const removed = entry('operator.removed', targetOf(held), { note, before, sessionsEnded: ended })
    return { result: { sessionsEnded: ended }, entries: [removed, ...entries] }
  },
})

async function takeEverything(tx: Transaction, now: Instant, operatorId: string): Promise<void> {
  await tx.delete(roleBinding).where(eq(roleBinding.operatorId, operatorId))
  await tx.delete(applicationOwner).where(eq(applicationOwner.operatorId, operatorId))
  await tx
    .update(operatorLink)
    .set({ expiresAt: now })
    .where(and(eq(operatorLink.operatorId, operatorId), isNull(operatorLink.usedAt), gt(operatorLink.expiresAt, now)))
  await tx.update(operator).set({ removedAt: now }).where(eq(operator.id, operatorId))
}
