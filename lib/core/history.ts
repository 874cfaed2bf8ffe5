import type { CredentialRecord } from './credential'
import { type Instant, MINUTE } from './instant'

/** Accepted uses within one minute. */
export interface UseMinute {
  readonly minute: Instant
  readonly count: number
}

/**
 * The record as it stood at a past instant: the last use is the latest one known by then. Uses are kept by the minute,
 * so a past idle judgement is exact to one minute; endings, suspensions and policies carry their own instants already.
 */
export function asOf<R extends Pick<CredentialRecord, 'lastUsedAt' | 'issuedAt'>>(
  record: R,
  uses: readonly UseMinute[],
  at: Instant,
): R {
  if (record.lastUsedAt <= at) return record
  const latest = uses.reduce(
    (last, use) => (use.minute <= at && use.minute > last ? use.minute : last),
    Number.NEGATIVE_INFINITY,
  )
  const lastUsedAt = latest === Number.NEGATIVE_INFINITY ? record.issuedAt : Math.min(latest + MINUTE - 1, at)
  return { ...record, lastUsedAt: Math.max(lastUsedAt, record.issuedAt) }
}
