import { and, between, inArray, sql } from 'drizzle-orm'
import { refusalRequest } from '@/db/schema/refusal'
import type { Instant } from '@/lib/core/instant'
import { formatRequestId } from '@/lib/crypto/id'
import { instantSql } from '../instant-sql'
import type { Reader } from '../transaction'
import type { Stretch } from './moment-lives'

/** What of one refusal, which counts a whole hour, lies within a stretch. */
export interface Within {
  readonly count: number
  readonly firstAt: Instant
  readonly lastAt: Instant
  /** Of the presentation nearest to the moment. */
  readonly nearestAt: Instant
  readonly requestId: string
}

/** The part of each refusal that lies within a stretch, by the refusal's id; those of which nothing does are left out. */
export async function requestsWithin(
  db: Reader,
  refusalIds: readonly string[],
  { at, from, until }: Stretch,
): Promise<ReadonlyMap<string, Within>> {
  if (refusalIds.length === 0) return new Map()
  const { judgedAt, requestId } = refusalRequest
  const byNearness = sql`order by abs(extract(epoch from ${judgedAt} - ${instantSql(at)}))`
  const rows = await db
    .select({
      refusalId: refusalRequest.refusalId,
      count: sql<number>`count(*)::float8`,
      firstAt: milliseconds(sql`min(${judgedAt})`),
      lastAt: milliseconds(sql`max(${judgedAt})`),
      nearestAt: milliseconds(sql`(array_agg(${judgedAt} ${byNearness}))[1]`),
      requestId: sql<string>`(array_agg(${requestId} ${byNearness}))[1]`,
    })
    .from(refusalRequest)
    .where(and(inArray(refusalRequest.refusalId, [...refusalIds]), between(judgedAt, from, until)))
    .groupBy(refusalRequest.refusalId)
  return new Map(
    rows.map(({ refusalId, ...row }) => [refusalId, { ...row, requestId: formatRequestId(row.requestId) }]),
  )
}

function milliseconds(expression: ReturnType<typeof sql>) {
  return sql<number>`round(extract(epoch from ${expression}) * 1000)::float8`
}
