import { and, asc, eq, isNull } from 'drizzle-orm'
import { operator, roleBinding } from '@/db/schema/operator'
import type { AuditTarget } from '@/lib/audit/entry'
import type { RoleBinding } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../../assay-application'
import { authorize } from '../../authorize'
import { refused } from '../../command'
import type { Actor, OperatorActor } from '../../context'
import { notFound, ServiceError } from '../../errors'
import { requireMayTouchOperator } from '../../guard-operators'
import { lockOperators } from '../../lock-operators'
import type { Transaction } from '../../transaction'
import { isDisabled } from '../open-account'

/** An operator as they are under the operators' lock. */
export interface TakenOperator {
  readonly id: string
  readonly subjectId: string
  readonly name: string
  /** The roles people gave them; they can be changed here. */
  readonly byHand: readonly (RoleBinding & { readonly id: string })[]
  /** Those an issuer's groups give, which decide anew at every sign-in. */
  readonly byIssuer: readonly RoleBinding[]
}

/**
 * Takes the operators' lock, looks at whoever acts as they are now (two who demote each other do so one after the other), and
 * finds the operator they mean. Errors: `forbidden` for owners by whoever is none, and for somebody who lost their role
 * meanwhile; `not_found`.
 */
export async function takeOperator(
  tx: Transaction,
  given: Actor,
  operatorId: string,
): Promise<{ by: Actor; held: TakenOperator }> {
  const by = await actingNow(tx, given)
  const [found] = await tx
    .select({ id: operator.id, subjectId: operator.subjectId, name: operator.name })
    .from(operator)
    .where(and(eq(operator.id, operatorId), isNull(operator.removedAt)))
  if (found === undefined) throw notFound('operator')
  await requireMayTouchOperator(tx, by, found.subjectId)
  const bindings = await bindingsOf(tx, operatorId)
  const byIssuer = bindings.filter(({ source }) => source === 'issuer').map(plain)
  const byHand = bindings
    .filter(({ source }) => source === 'hand')
    .map(({ id, role, applicationId }) => ({ id, role, applicationId }))
  return { by, held: { ...found, byHand, byIssuer } }
}

/** Takes the operators' lock and reads anew what whoever acts may do. Errors: `forbidden` where that is no longer enough. */
export async function actingNow(tx: Transaction, given: Actor): Promise<Actor> {
  await lockOperators(tx)
  if (given.type !== 'operator') return given
  const by: OperatorActor = { ...given, bindings: await standingOf(tx, given.id) }
  authorize(by, 'operators.manage')
  return by
}

/** What an operator may do now; nothing when they are disabled or gone. */
export async function standingOf(tx: Transaction, operatorId: string): Promise<readonly RoleBinding[]> {
  const [found] = await tx.select({ out: isDisabled }).from(operator).where(eq(operator.id, operatorId))
  return found === undefined || found.out ? [] : (await bindingsOf(tx, operatorId)).map(plain)
}

/** What the audit says an act upon an operator was done to. */
export function targetOf({ id, subjectId }: Pick<TakenOperator, 'id' | 'subjectId'>) {
  const place = { applicationId: ASSAY_APPLICATION.id, subjectId }
  return { targetType: 'operator', targetId: id, ...place } as const satisfies AuditTarget
}

/** Nobody changes what they are themselves: not upwards, and not by accident. */
export const OWN_ACCOUNT = refused<'own_account'>(
  'own_account',
  'This is your own account. Ask another owner or administrator.',
)

export const LAST_OWNER = refused<'last_owner'>(
  'last_owner',
  'The installation would have no owner any more. Make another owner first.',
)

/** Whether an act is about to concern whoever does it. */
export function isSelf(actor: Actor, { id }: Pick<TakenOperator, 'id'>): boolean {
  return actor.type === 'operator' && actor.id === id
}

/** Whether one of these roles is owner. */
export function isOwner(bindings: readonly RoleBinding[]): boolean {
  return bindings.some(({ role }) => role === 'owner')
}

/** The roles alone, as entries and answers have them. */
export function plain({ role, applicationId }: RoleBinding): RoleBinding {
  return { role, applicationId }
}

function bindingsOf(tx: Transaction, operatorId: string) {
  const { id, role, applicationId, source } = roleBinding
  return tx
    .select({ id, role, applicationId, source })
    .from(roleBinding)
    .where(eq(roleBinding.operatorId, operatorId))
    .orderBy(asc(roleBinding.id))
}

/** Errors: `invalid_input` at the binding that names an application that is not there. */
export function requireApplications(
  { applications }: { readonly applications: ReadonlyMap<string, unknown> },
  bindings: readonly RoleBinding[],
): void {
  const fields = bindings.flatMap(({ applicationId }, index) =>
    applicationId === null || applications.has(applicationId)
      ? []
      : [{ pointer: `/bindings/${index}/applicationId`, detail: 'There is no such application. Choose another.' }],
  )
  if (fields.length > 0)
    throw new ServiceError('invalid_input', 'A role names an application that is not there.', { fields })
}
