import { inArray } from 'drizzle-orm'
import { z } from 'zod'
import { roleBinding } from '@/db/schema/operator'
import { entry } from '@/lib/audit/entry'
import type { RoleBinding } from '@/lib/core/permissions'
import { command, refused, unchanged } from '../../command'
import { requireMayGive } from '../../guard-operators'
import { Id } from '../../input-parts'
import { isLastOwner } from '../../lock-operators'
import { giveRoles } from '../insert-operator'
import { HeldBindingsInput } from '../schemas'
import { difference } from '../sso/granted'
import {
  isOwner,
  isSelf,
  LAST_OWNER,
  OWN_ACCOUNT,
  plain,
  requireApplications,
  takeOperator,
  targetOf,
} from './take-operator'

/**
 * Gives an operator other roles than they were given by hand; what an issuer's groups give stays. It counts from their next
 * request on. Outcomes `own_account`, `last_owner`, `no_role`. Errors: `not_found`, `forbidden` for a role the actor does not
 * hold themself and for an owner's account by whoever is none, `invalid_input` by field.
 */
export const changeRoles = command({
  permission: 'operators.manage',
  input: z.strictObject({ operatorId: Id, bindings: HeldBindingsInput }),
  async run({ tx, actor, now, services, input }) {
    const { by, held } = await takeOperator(tx, actor, input.operatorId)
    if (isSelf(actor, held)) return OWN_ACCOUNT
    requireApplications(await services.config.within(tx), input.bindings)
    const { given, taken } = difference(held.byHand, input.bindings)
    requireMayGive(by, given)
    const result: readonly RoleBinding[] = [...held.byIssuer, ...input.bindings]
    if (given.length === 0 && taken.length === 0) return unchanged({ bindings: result })
    if (result.length === 0)
      return refused<'no_role'>('no_role', 'Without a role they could not sign in. Disable or remove them instead.')
    if (isOwner(taken) && !isOwner(result) && (await isLastOwner(tx, held.subjectId))) return LAST_OWNER
    const gone = taken.map(({ id }) => id)
    if (gone.length > 0) await tx.delete(roleBinding).where(inArray(roleBinding.id, gone))
    await giveRoles(tx, by, now, held.id, given)
    const before = [...held.byIssuer, ...held.byHand.map(plain)]
    return {
      result: { bindings: result },
      entries: [entry('operator.roles_changed', targetOf(held), { before, after: result })],
    }
  },
})
