import { eq, sql } from 'drizzle-orm'
import { operator } from '@/db/schema/operator'
import { operatorRecoveryCode } from '@/db/schema/operator-factor'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import type { Transaction } from '../../transaction'
import { hasSecondFactor } from './prove-factor'
import { RECOVERY_CODES, replaceRecoveryCodes } from './recovery-code'

/** One change of an operator's factors at a time: the first is the first, and the last the last. */
export async function lockFactors(tx: Transaction, operatorId: string): Promise<void> {
  await tx.select({ one: sql`1` }).from(operator).where(eq(operator.id, operatorId)).for('no key update')
}

/** Recovery codes for who had no factor until now; null for everybody else. Call it before the factor is stored. */
export async function codesForFirstFactor(
  tx: Transaction,
  operatorId: string,
  now: Instant,
): Promise<{ codes: string[]; entries: AuditEntryDraft[] } | null> {
  await lockFactors(tx, operatorId)
  if (await hasSecondFactor(tx, operatorId)) return null
  const codes = await replaceRecoveryCodes(tx, operatorId, now)
  const target = { targetType: 'operator', targetId: operatorId } as const
  return { codes, entries: [entry('recovery_codes.made', target, { count: RECOVERY_CODES })] }
}

/** Removes recovery codes that stand for nothing any more. Call it after a factor was removed. */
export async function dropUnneededCodes(tx: Transaction, operatorId: string): Promise<void> {
  if (await hasSecondFactor(tx, operatorId)) return
  await tx.delete(operatorRecoveryCode).where(eq(operatorRecoveryCode.operatorId, operatorId))
}
