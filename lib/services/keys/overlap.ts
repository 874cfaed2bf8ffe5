import { type Instant, SECOND } from '@/lib/core/instant'
import { lifecycle } from '@/lib/core/lifecycle'
import { exactDuration } from '@/lib/format/duration'
import type { Config } from '../config-cache'
import type { StoredCredential } from '../judge/read-records'

export type OverlapRefusal = 'not_rotated' | 'ended'

type Overlap =
  | { readonly successorId: string; readonly overlapUntil: Instant }
  | { readonly refused: OverlapRefusal; readonly message: string }

/** The overlap a key is in, or why there is none to be ended or extended. */
export function overlapOf({ record }: StoredCredential, config: Config, now: Instant): Overlap {
  const { state } = lifecycle(record, config.policiesFor(record.applicationId, record.kind), now)
  if (state === 'ended') return { refused: 'ended', message: 'This key has ended already.' }
  if (record.successorId === null || record.overlapUntil === null)
    return { refused: 'not_rotated', message: 'This key has no successor. Rotate it, or revoke it.' }
  return { successorId: record.successorId, overlapUntil: record.overlapUntil }
}

/** A longest overlap as a refusal says it: "7 days", "no time". */
export function longestWords(seconds: number): string {
  return seconds === 0 ? 'no time' : exactDuration(seconds * SECOND)
}
