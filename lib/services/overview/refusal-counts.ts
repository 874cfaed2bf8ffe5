import { type SQL, sql } from 'drizzle-orm'
import { DAY, HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import type { Reason } from '@/lib/core/reasons'
import { instantSql } from '../instant-sql'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'

/** What was counted in one hour for one application and reason. */
export interface HourCount {
  readonly hour: Instant
  readonly applicationId: string
  readonly reason: Reason
  readonly minutes: readonly number[]
}

/** The hour that ends now, the hour before it, and the same hour of the seven days before. */
export interface RefusalCounts {
  readonly rows: readonly HourCount[]
  /** The first of sixty minutes, the last of which is the one that goes on. */
  readonly start: Instant
  /** Starts of the hours the last one is compared with: none from before the first refusal ever. */
  readonly compared: readonly Instant[]
}

const DAYS_COMPARED = 7
const MINUTES = 60

/** Reads at most seventeen hours of the rollup: the same at any number of refusals. */
export async function readRefusalCounts(db: Reader, reach: Reach, now: Instant): Promise<RefusalCounts> {
  const start = now - (now % MINUTE) - (MINUTES - 1) * MINUTE
  const before = [start - HOUR, ...Array.from({ length: DAYS_COMPARED }, (_, day) => start - (day + 1) * DAY)]
  const hours = [...new Set([start, ...before].flatMap((from) => [hourOf(from), hourOf(from) + HOUR]))]
  const { rows } = await db.execute<HourCount & Record<string, unknown>>(countsSql(hours, reach))
  const first = (await db.execute<{ first: Instant | null }>(FIRST)).rows[0]?.first ?? null
  return { rows, start, compared: before.filter((from) => first !== null && from >= first) }
}

/** Counts by the minute of the hour that begins at `start`, of the rows that `of` lets in. Pure. */
export function minutesFrom(
  rows: readonly HourCount[],
  start: Instant,
  of: (row: HourCount) => boolean = () => true,
): number[] {
  const counts = Array<number>(MINUTES).fill(0)
  for (const row of rows) {
    const shift = Math.round((row.hour - start) / MINUTE)
    if (shift <= -MINUTES || shift >= MINUTES || !of(row)) continue
    for (const [minute, count] of row.minutes.entries()) {
      const place = minute + shift
      if (place >= 0 && place < MINUTES) counts[place] = (counts[place] ?? 0) + count
    }
  }
  return counts
}

/** All of them together. */
export function sumOf(counts: readonly number[]): number {
  return counts.reduce((sum, each) => sum + each, 0)
}

function hourOf(at: Instant): Instant {
  return at - (at % HOUR)
}

const FIRST = sql`select (extract(epoch from min(hour)) * 1000)::float8 as first from refusal_hour`

function countsSql(hours: readonly Instant[], reach: Reach): SQL {
  const wanted = sql.join(hours.map(instantSql), sql`, `)
  return sql`
    select (extract(epoch from hour) * 1000)::float8 as hour, application_id as "applicationId", reason, minutes
      from refusal_hour where hour in (${wanted}) and ${withinReach(reach, sql`application_id`) ?? sql`true`}`
}
