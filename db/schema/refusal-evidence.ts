import type { Expectation } from '@/lib/core/facts'
import type { Instant } from '@/lib/core/instant'
import type { AlsoTrue, Check } from '@/lib/core/verdict'

/** What a refusal keeps so that it can be judged and told again with the same result. */
export interface RefusalEvidence {
  readonly judgedAt: Instant
  readonly since: Instant | null
  readonly also: readonly AlsoTrue[]
  readonly checks: readonly Check[]
  readonly expected: Expectation
}
