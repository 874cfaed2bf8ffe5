import type { Cause } from './credential'
import type { Instant } from './instant'
import type { PolicyVersion } from './policy'
import type { Gate, Reason } from './reasons'

/** Values a check was decided by; names are fixed per check and worded by the locale, never by the core. */
export type Evidence = Readonly<Record<string, string | number | boolean | null | readonly string[]>>

/** One step of the judgement. `not_reached`: an earlier gate had already failed. */
export interface Check {
  readonly reason: Reason
  readonly gate: Gate
  readonly outcome: 'passed' | 'failed' | 'not_reached'
  /** When what failed began to hold; null for a check that passed or has no beginning. */
  readonly since: Instant | null
  readonly cause: Cause | null
  readonly evidence: Evidence
}

/** What holds as well, beside the reason given. */
export interface AlsoTrue {
  readonly reason: Reason
  readonly cause: Cause | null
  readonly since: Instant | null
}

export interface Verdict {
  readonly active: boolean
  readonly reason: Reason | null
  readonly cause: Cause | null
  readonly since: Instant | null
  readonly also: readonly AlsoTrue[]
  readonly checks: readonly Check[]
  /** The policy version whose limit decided, or whose limit will end it first; null when the credential's own dates do. */
  readonly policy: PolicyVersion | null
  readonly endsAt: Instant | null
  readonly judgedAt: Instant
}
