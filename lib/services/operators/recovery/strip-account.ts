import { eq } from 'drizzle-orm'
import { operator } from '@/db/schema/operator'
import { operatorDevice } from '@/db/schema/operator-device'
import { operatorPasskey, operatorRecoveryCode, operatorTotp, signInTicket } from '@/db/schema/operator-factor'
import type { AuditEntryDraft } from '@/lib/audit/entry'
import type { Transaction } from '../../transaction'
import { type EndingAct, endSessionsOf } from '../account/end-sessions-of'

/**
 * Takes away everything an account is entered by: password, second factors, known devices, and what is open of it. Only the link
 * that is made with it opens it then: a password that is known to somebody else must not outlive the factor that guarded it.
 */
export async function stripAccount(
  tx: Transaction,
  act: EndingAct,
  { id, subjectId }: { readonly id: string; readonly subjectId: string },
): Promise<{ ended: number; entries: AuditEntryDraft[] }> {
  await tx.update(operator).set({ passwordHash: null }).where(eq(operator.id, id))
  await tx.delete(operatorTotp).where(eq(operatorTotp.operatorId, id))
  await tx.delete(operatorPasskey).where(eq(operatorPasskey.operatorId, id))
  await tx.delete(operatorRecoveryCode).where(eq(operatorRecoveryCode.operatorId, id))
  await tx.delete(operatorDevice).where(eq(operatorDevice.operatorId, id))
  await tx.delete(signInTicket).where(eq(signInTicket.operatorId, id))
  return endSessionsOf(tx, act, { subjectId, cause: 'credential_changed' })
}
