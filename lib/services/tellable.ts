import type { Cause } from '@/lib/core/credential'
import { type Reason, reasonFacts } from '@/lib/core/reasons'
import type { Check } from '@/lib/core/verdict'
import { publicTellable, type Tellable, tellableOf } from '@/lib/locale/guidance/guide'

interface RefusedVerdict {
  readonly reason: Reason
  readonly cause: Cause | null
  readonly checks: readonly Check[]
}

interface Reader {
  /** Whether the service key that asked may read reasons. */
  readonly mayReadReason: boolean
  /** Whether it belongs to the team that owns the matched credential; true where none was matched. */
  readonly ownsIt: boolean
}

/**
 * What the holder of a refused token may be told: no more than the application that asked may know, so that the public page
 * is no way around `reason:read`, nor around the walls between teams.
 */
export function tellableTo({ mayReadReason, ownsIt }: Reader, { reason, cause, checks }: RefusedVerdict): Tellable {
  if (!mayReadReason) return publicTellable(reason)
  // Gate A is read off the token itself; everything after it from the store.
  if (!ownsIt && reasonFacts(reason).gate !== 'shape') return { reason: 'wrong_audience', cause: null, evidence: {} }
  return tellableOf(reason, cause, checks)
}
