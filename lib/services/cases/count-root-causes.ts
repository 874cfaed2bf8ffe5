import { and, eq, isNotNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { supportCase } from '@/db/schema/support-case'
import type { RootCause } from '@/lib/core/case'
import { DAY, type Instant } from '@/lib/core/instant'
import { instantSql } from '../instant-sql'
import { query } from '../query'
import { withinReach } from '../reach'

/** Resolved cases by cause, week by week. */
export interface RootCauseCounts {
  /** Monday, 00:00 UTC, of each week, oldest first; weeks without a case are there too. */
  readonly weeks: readonly Instant[]
  /** Causes with at least one case, the commonest first; `counts` has one number a week. */
  readonly causes: readonly {
    readonly rootCause: RootCause
    readonly total: number
    readonly counts: readonly number[]
  }[]
  readonly open: number
}

const WEEK = 7 * DAY
/** The first Monday of Unix time. */
const FIRST_MONDAY = 4 * DAY

/** How often each cause was found in the last weeks: what to mend first. */
export const countRootCauses = query({
  permission: 'cases.read',
  input: z.strictObject({ weeks: z.number().int().min(1).max(53).default(12) }),
  async run({ db, now, input, reach }): Promise<RootCauseCounts> {
    const thisWeek = now - ((now - FIRST_MONDAY) % WEEK)
    const weeks = Array.from({ length: input.weeks }, (_, index) => thisWeek - (input.weeks - 1 - index) * WEEK)
    const first = weeks[0] ?? thisWeek
    const week = sql<number>`floor(extract(epoch from ${supportCase.resolvedAt} - ${instantSql(first)}) / ${WEEK / 1_000})::int`
    const rows = await db
      .select({ rootCause: supportCase.rootCause, week, count: sql<number>`count(*)::int` })
      .from(supportCase)
      .where(
        and(
          isNotNull(supportCase.resolvedAt),
          sql`${supportCase.resolvedAt} >= ${instantSql(first)}`,
          withinReach(reach, supportCase.applicationId),
        ),
      )
      .groupBy(supportCase.rootCause, sql`2`)
    const [open] = await db
      .select({ count: sql<number>`count(*)::int` })
      .from(supportCase)
      .where(and(eq(supportCase.state, 'open'), withinReach(reach, supportCase.applicationId)))
    return { weeks, causes: byCause(rows, weeks.length), open: open?.count ?? 0 }
  },
})

interface Counted {
  readonly rootCause: RootCause | null
  readonly week: number
  readonly count: number
}

function byCause(rows: readonly Counted[], weeks: number): RootCauseCounts['causes'] {
  const causes = [...new Set(rows.flatMap(({ rootCause }) => rootCause ?? []))]
  const counted = causes.map((rootCause) => {
    const own = new Map(rows.filter((row) => row.rootCause === rootCause).map((row) => [row.week, row.count]))
    const counts = Array.from({ length: weeks }, (_, week) => own.get(week) ?? 0)
    return { rootCause, counts, total: counts.reduce((sum, count) => sum + count, 0) }
  })
  return counted.sort((a, b) => b.total - a.total)
}
