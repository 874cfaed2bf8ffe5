import { and, eq, ne, notExists, sql } from 'drizzle-orm'
import { disabling } from '@/db/schema/disabling'
import { operator, roleBinding } from '@/db/schema/operator'
import type { Transaction } from './transaction'

const OPERATOR_LOCK = 7210

/** Operators are made one at a time: exactly one can be the first, and an address is taken or it is not. */
export async function lockOperators(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${OPERATOR_LOCK})`)
}

/** Whether the installation would have no owner any more without this subject. Call it under the operators' lock. */
export async function isLastOwner(tx: Transaction, subjectId: string): Promise<boolean> {
  const isDisabled = tx
    .select({ one: sql`1` })
    .from(disabling)
    .where(and(eq(disabling.targetId, operator.subjectId), sql`${disabling.untilAt} is null`))
  const others = await tx
    .select({ id: operator.id })
    .from(operator)
    .innerJoin(roleBinding, eq(roleBinding.operatorId, operator.id))
    .where(and(eq(roleBinding.role, 'owner'), ne(operator.subjectId, subjectId), notExists(isDisabled)))
    .limit(1)
  return others.length === 0
}
