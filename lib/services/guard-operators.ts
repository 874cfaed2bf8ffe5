import { and, eq } from 'drizzle-orm'
import { operator, roleBinding } from '@/db/schema/operator'
import { bindingsCover, type RoleBinding } from '@/lib/core/permissions'
import { authorize } from './authorize'
import type { Actor } from './context'
import { ServiceError } from './errors'
import type { Transaction } from './transaction'

/** An operator's account is touched by those who manage operators, an owner's by owners alone. Errors: `forbidden`. */
export async function requireMayTouchOperator(tx: Transaction, actor: Actor, subjectId: string): Promise<void> {
  if (actor.type !== 'operator') return
  authorize(actor, 'operators.manage')
  if (isOwner(actor.bindings)) return
  const [owner] = await tx
    .select({ id: operator.id })
    .from(operator)
    .innerJoin(roleBinding, eq(roleBinding.operatorId, operator.id))
    .where(and(eq(operator.subjectId, subjectId), eq(roleBinding.role, 'owner')))
    .limit(1)
  if (owner !== undefined) throw ownersOnly('touch the account of an owner')
}

/** Nobody gives more than they hold; only an owner makes another. Errors: `forbidden`. */
export function requireMayGive(actor: Actor, bindings: readonly RoleBinding[]): void {
  if (actor.type !== 'operator') return
  if (!isOwner(actor.bindings) && isOwner(bindings)) throw ownersOnly('make an owner')
  if (!bindings.every((each) => bindingsCover(actor.bindings, each)))
    throw new ServiceError('forbidden', 'You cannot give a role that may do more than yours.')
}

function isOwner(bindings: readonly RoleBinding[]): boolean {
  return bindings.some(({ role }) => role === 'owner')
}

function ownersOnly(act: string): ServiceError {
  return new ServiceError('forbidden', `Only owners ${act}. Ask one of them.`)
}
