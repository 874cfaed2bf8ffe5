import { and, eq, inArray } from 'drizzle-orm'
import { roleBinding } from '@/db/schema/operator'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import type { RoleBinding } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../../assay-application'
import type { Actor } from '../../context'
import { isLastOwner } from '../../lock-operators'
import type { Transaction } from '../../transaction'
import { giveRoles } from '../insert-operator'
import { difference } from './granted'

export interface RoleHolder {
  readonly id: string
  readonly subjectId: string
}

/**
 * Makes the roles an operator has from the issuer what it grants now; those given by hand are not touched. The last owner
 * stays one: an issuer must not leave an installation without. Call it under the operators' lock. Answers what is entered.
 */
export async function applyIssuerRoles(
  tx: Transaction,
  actor: Actor,
  now: Instant,
  holder: RoleHolder,
  granted: readonly RoleBinding[],
): Promise<readonly AuditEntryDraft[]> {
  const held = await tx
    .select({ id: roleBinding.id, role: roleBinding.role, applicationId: roleBinding.applicationId })
    .from(roleBinding)
    .where(and(eq(roleBinding.operatorId, holder.id), eq(roleBinding.source, 'issuer')))
  const { given, taken: unwanted } = difference(held, granted)
  const keepsOwner = unwanted.some(({ role }) => role === 'owner') && (await isLastOwner(tx, holder.subjectId))
  const taken = unwanted.filter(({ role }) => role !== 'owner' || !keepsOwner)
  if (given.length === 0 && taken.length === 0) return []
  const gone = taken.map(({ id }) => id)
  if (gone.length > 0) await tx.delete(roleBinding).where(inArray(roleBinding.id, gone))
  if (given.length > 0) await giveRoles(tx, actor, now, holder.id, given, 'issuer')
  const after = [...held.filter(({ id }) => !gone.includes(id)), ...given]
  const target = {
    targetType: 'operator',
    targetId: holder.id,
    applicationId: ASSAY_APPLICATION.id,
    subjectId: holder.subjectId,
  } as const
  return [entry('sso.roles_changed', target, { before: held.map(plain), after: after.map(plain) })]
}

function plain({ role, applicationId }: RoleBinding): RoleBinding {
  return { role, applicationId }
}
