import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import type { Reason } from '@/lib/core/reasons'
import { findSurge, median, type Surge } from '@/lib/core/surge'
import type { Config } from '../config-cache'
import { COUNT_MAX, type HonestCount, honestCount } from '../keyset'
import { rules, stateIs } from '../lapse-sql'
import { type Veil, veiled, veilOf } from '../masking'
import { query } from '../query'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'
import { type HourCount, minutesFrom, type RefusalCounts, readRefusalCounts, sumOf } from './refusal-counts'
import { readUnusual, type Unusual } from './unusual'

/** What most of a surge was. */
interface Share<T> {
  readonly of: T
  /** From 0 to 1. */
  readonly share: number
}

/** Whether anything is wrong now, since when, and where. */
export interface Overview {
  readonly refusals: {
    /** The first of sixty minutes; the last goes on. */
    readonly start: Instant
    /** By reason, the most frequent first. */
    readonly reasons: readonly { readonly reason: Reason; readonly minutes: readonly number[] }[]
    /** The same minutes an hour earlier, all reasons together. */
    readonly hourBefore: readonly number[]
    /** An hour's usual number: the middle of the hour before and of this hour of the days before. Null without a past. */
    readonly usual: number | null
  }
  readonly surge:
    | (Surge & { readonly reason: Share<Reason>; readonly application: Share<{ id: string; name: string }> })
    | null
  readonly keysEndingSoon: HonestCount
  readonly unusual: readonly Unusual[]
  readonly now: Instant
}

/** Reads the overview: rollups and bounded, indexed ranges alone, so that it may be asked for every few seconds. */
export const readOverview = query({
  permission: 'refusals.read',
  input: z.strictObject({}),
  async run({ db, actor, reach, now, services }): Promise<Overview> {
    const config = await services.config.current()
    const veil = await veilOf(db, actor, now)
    const counts = await readRefusalCounts(db, reach, now)
    const usual = usualOf(counts)
    return {
      refusals: {
        start: counts.start,
        reasons: byReason(counts),
        hourBefore: minutesFrom(counts.rows, counts.start - HOUR),
        usual,
      },
      surge: surgeOf(counts, config, usual ?? 0),
      keysEndingSoon: await countEndingSoon(db, reach, now),
      unusual: [
        ...surgingApplications(counts, config),
        ...(await readUnusual(db, config, reach, now)).map((each) => shown(veil, each)),
      ],
      now,
    }
  },
})

/** Where a person sits is theirs; where a server stands is not. */
function shown(veil: Veil, each: Unusual): Unusual {
  return each.type === 'clock' ? each : veiled(veil, { subjectId: null, applicationId: null }, each)
}

function usualOf({ rows, compared }: RefusalCounts, of?: (row: HourCount) => boolean): number | null {
  return median(compared.map((start) => sumOf(minutesFrom(rows, start, of))))
}

function byReason({ rows, start }: RefusalCounts): Overview['refusals']['reasons'] {
  const reasons = [...new Set(rows.map((row) => row.reason))]
  return reasons
    .map((reason) => ({ reason, minutes: minutesFrom(rows, start, (row) => row.reason === reason) }))
    .filter(({ minutes }) => sumOf(minutes) > 0)
    .sort((a, b) => sumOf(b.minutes) - sumOf(a.minutes))
}

function surgeOf(counts: RefusalCounts, config: Config, usual: number): Overview['surge'] {
  const { rows, start } = counts
  const surge = findSurge(minutesFrom(rows, start), start, usual / 60)
  if (surge === null) return null
  const inside = rows.flatMap((row) => {
    const minutes = minutesFrom([row], start).slice(...span(surge, start))
    return [{ ...row, total: sumOf(minutes) }]
  })
  const application = largest(inside, (row) => row.applicationId)
  return {
    ...surge,
    reason: largest(inside, (row) => row.reason),
    application: { ...application, of: named(config, application.of) },
  }
}

/** The minutes of the hour that a surge covers, as `slice` takes them. */
function span({ from, until }: Surge, start: Instant): [number, number | undefined] {
  const minute = (at: Instant) => Math.round((at - start) / MINUTE)
  return [minute(from), until === null ? undefined : minute(until)]
}

function largest<R extends { readonly total: number }, T extends string>(
  rows: readonly R[],
  keyOf: (row: R) => T,
): Share<T> {
  const sums = new Map<T, number>()
  for (const row of rows) sums.set(keyOf(row), (sums.get(keyOf(row)) ?? 0) + row.total)
  const [first] = [...sums.entries()].sort((a, b) => b[1] - a[1])
  if (first === undefined) throw new Error('A surge without refusals')
  return { of: first[0], share: first[1] / sumOf([...sums.values()]) }
}

/** Each application against its own past: one that is small may surge unseen among large ones. */
function surgingApplications(counts: RefusalCounts, config: Config): Unusual[] {
  const ids = [...new Set(counts.rows.map((row) => row.applicationId))]
  return ids.flatMap((id) => {
    const own = (row: HourCount) => row.applicationId === id
    const minutes = minutesFrom(counts.rows, counts.start, own)
    const surge = findSurge(minutes, counts.start, (usualOf(counts, own) ?? 0) / 60)
    return surge === null ? [] : [{ type: 'application' as const, application: named(config, id), surge }]
  })
}

function named(config: Config, id: string): { id: string; name: string } {
  return { id, name: config.applications.get(id)?.name ?? 'An application since removed' }
}

/** Keys alone: that a session will end by idling is no news. Each application's are found by its index, whatever sessions there are. */
async function countEndingSoon(db: Reader, reach: Reach, now: Instant): Promise<HonestCount> {
  const { rows } = await db.execute<{ count: number }>(endingSoonSql(reach, now))
  return honestCount(rows[0]?.count ?? 0)
}

function endingSoonSql(reach: Reach, now: Instant): SQL {
  return sql`
    select count(*)::float8 as count from (
      select from credential_live live ${rules(now)}
       where live.kind = 'api_key' and live.application_id in (
               select id from application where ${withinReach(reach, sql`application.id`) ?? sql`true`})
         and ${stateIs(['ending_soon'], now)}
       limit ${COUNT_MAX + 1}) counted`
}
