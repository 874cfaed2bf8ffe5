import { and, eq } from 'drizzle-orm'
import { supportCase } from '@/db/schema/support-case'
import { caseName } from '@/lib/core/case'
import type { Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import { notFound } from '../errors'
import { withinReach } from '../reach'
import type { Transaction } from '../transaction'

export type StoredCase = typeof supportCase.$inferSelect

/** The case to be changed, held until the transaction ends. Errors: `not_found`, also for what is out of reach. */
export async function lockCase(tx: Transaction, reach: Reach, caseId: string): Promise<StoredCase> {
  const [found] = await tx
    .select()
    .from(supportCase)
    .where(and(eq(supportCase.id, caseId), withinReach(reach, supportCase.applicationId)))
    .for('update')
  if (found === undefined) throw notFound('case')
  return found
}

/** Changes a case that is held. */
export async function changeCase(
  tx: Transaction,
  { id }: StoredCase,
  now: Instant,
  changes: Partial<typeof supportCase.$inferInsert>,
): Promise<void> {
  await tx
    .update(supportCase)
    .set({ ...changes, changedAt: now })
    .where(eq(supportCase.id, id))
}

/** What an entry about a case points to. */
export function caseTarget({ id, applicationId, subjectId }: Pick<StoredCase, 'id' | 'applicationId' | 'subjectId'>) {
  return { targetType: 'case', targetId: id, applicationId, subjectId } as const
}

/** How a case is called in its entries. */
export function nameOf({ number }: StoredCase): string {
  return caseName(number)
}
