import { and, inArray, isNull } from 'drizzle-orm'
import { disabling } from '@/db/schema/disabling'
import { ServiceError } from './errors'
import type { Transaction } from './transaction'

/** Nothing is issued to a disabled subject or by a disabled application. Errors: `conflict`, saying which of the two. */
export async function refuseDisabled(tx: Transaction, applicationId: string, subjectId: string): Promise<void> {
  const open = await tx
    .select({ targetType: disabling.targetType })
    .from(disabling)
    .where(and(inArray(disabling.targetId, [applicationId, subjectId]), isNull(disabling.untilAt)))
  if (open.some((each) => each.targetType === 'application')) {
    throw new ServiceError('conflict', 'This application is disabled: nothing is issued until it is enabled again.')
  }
  if (open.length > 0) {
    throw new ServiceError('conflict', 'This subject is disabled: nothing is issued until it is enabled again.')
  }
}
