import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { caseEvidence, caseReport, supportCase } from '@/db/schema/support-case'
import { caseName } from '@/lib/core/case'
import type { Instant } from '@/lib/core/instant'
import { query } from '../query'

/** The latest report of a reference, as whoever holds the reference may know it. */
export interface Reported {
  /** "CASE-1042". */
  readonly caseName: string
  readonly at: Instant
}

/** What became of a customer's own report; null where none arrived about this reference. For the system, on behalf of its reader. */
export const readReported = query({
  permission: 'system.work',
  input: z.strictObject({ reference: z.string().max(64) }),
  async run({ db, input: { reference } }): Promise<Reported | null> {
    const [found] = await db
      .select({ number: supportCase.number, at: caseReport.reportedAt })
      .from(caseEvidence)
      .innerJoin(supportCase, eq(supportCase.id, caseEvidence.caseId))
      .innerJoin(caseReport, eq(caseReport.caseId, supportCase.id))
      .where(
        and(eq(caseEvidence.key, reference), eq(caseEvidence.type, 'explanation'), eq(caseReport.requestId, reference)),
      )
      .orderBy(desc(caseReport.reportedAt))
      .limit(1)
    return found === undefined ? null : { caseName: caseName(found.number), at: found.at }
  },
})
