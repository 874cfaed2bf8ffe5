import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { operator } from '@/db/schema/operator'
import { entry } from '@/lib/audit/entry'
import { command, refused } from '../../command'
import { notFound } from '../../errors'
import { Id } from '../../input-parts'
import { ownActor } from '../own-actor'
import { makeLink } from './link'
import { stripAccount } from './strip-account'

/**
 * Takes another operator's password and second factors away, ends their sessions, and makes a one-time link with which they choose
 * a new password. The link is for them: nobody chooses it for them. Outcome `own_account`. Errors: `not_found`.
 */
export const resetOperator = command({
  permission: 'operators.reset',
  input: z.strictObject({ operatorId: Id }),
  async run({ tx, actor, now, context, input: { operatorId } }) {
    if (ownActor(actor).id === operatorId)
      return refused('own_account', 'This is your own account. Change its password and factors in Settings.')
    const [found] = await tx
      .select({ id: operator.id, subjectId: operator.subjectId, name: operator.name })
      .from(operator)
      .where(and(eq(operator.id, operatorId), isNull(operator.removedAt)))
      .for('update')
    if (found === undefined) throw notFound('operator')
    const { ended, entries } = await stripAccount(tx, { actor, now, context }, found)
    const { token, expiresAt } = await makeLink(tx, actor, now, { purpose: 'reset', operatorId })
    const target = { targetType: 'operator', targetId: operatorId, subjectId: found.subjectId } as const
    return {
      result: { token, expiresAt, name: found.name, sessionsEnded: ended },
      entries: [entry('account.reset', target, { sessionsEnded: ended, linkExpiresAt: expiresAt }), ...entries],
    }
  },
})
