import { and, eq, ne } from 'drizzle-orm'
import { z } from 'zod'
import { operator } from '@/db/schema/operator'
import { operatorIdentity, ssoSession } from '@/db/schema/sso'
import { entry } from '@/lib/audit/entry'
import { ASSAY_APPLICATION } from '../../assay-application'
import { command, refused } from '../../command'
import { notFound } from '../../errors'
import { Id } from '../../input-parts'
import { lockOperators } from '../../lock-operators'
import { requireStepUp } from '../../reach'
import type { Transaction } from '../../transaction'
import { ownActor } from '../own-actor'
import { applyIssuerRoles } from './roles-by-issuer'

/**
 * The operator takes one of their identities away, with the roles it brought. Outcomes `only_way_in`, `only_roles`.
 * Errors: `step_up_required`, `not_found`.
 */
export const unlinkOwnIdentity = command({
  permission: 'operators.self',
  input: z.strictObject({ identityId: Id }),
  async run({ tx, actor, now, input }) {
    requireStepUp(actor, now)
    await lockOperators(tx)
    const own = ownActor(actor)
    const [found] = await tx
      .select({ issuer: operatorIdentity.issuer, subject: operatorIdentity.subject })
      .from(operatorIdentity)
      .where(and(eq(operatorIdentity.id, input.identityId), eq(operatorIdentity.operatorId, own.id)))
    if (found === undefined) throw notFound('identity')
    if (!(await hasOtherWay(tx, own.id, input.identityId)))
      return refused('only_way_in', 'You have no password: without this you could not sign in any more.')
    await tx.delete(ssoSession).where(eq(ssoSession.identityId, input.identityId))
    await tx.delete(operatorIdentity).where(eq(operatorIdentity.id, input.identityId))
    const changes = await applyIssuerRoles(tx, actor, now, own, [])
    const place = { applicationId: ASSAY_APPLICATION.id, subjectId: own.subjectId }
    const target = { targetType: 'operator', targetId: own.id, ...place } as const
    return { result: null, entries: [entry('sso.identity_unlinked', target, found), ...changes] as const }
  },
})

async function hasOtherWay(tx: Transaction, operatorId: string, identityId: string): Promise<boolean> {
  const [account] = await tx
    .select({ passwordHash: operator.passwordHash })
    .from(operator)
    .where(eq(operator.id, operatorId))
  if (account?.passwordHash) return true
  const others = await tx
    .select({ id: operatorIdentity.id })
    .from(operatorIdentity)
    .where(and(eq(operatorIdentity.operatorId, operatorId), ne(operatorIdentity.id, identityId)))
  return others.length > 0
}
