import { type Instant, MINUTE, SECOND } from './instant'

/** One immutable version of a policy and the time it was in force: closed at `from`, open at `until`. */
export interface PolicyVersion {
  readonly id: string
  readonly policyId: string
  readonly policyName: string
  /** An application's own rule, or the installation's ceiling. The strictest of both wins. */
  readonly scope: 'application' | 'installation'
  readonly version: number
  readonly idleSeconds: number | null
  readonly absoluteSeconds: number | null
  readonly from: Instant
  readonly until: Instant | null
  readonly setBy: string | null
}

/** Shortest idle limit that may be set: below it the touch rule could not tell use from silence. */
export const IDLE_SECONDS_MIN = 60
export const LIMIT_SECONDS_MAX = 400 * 24 * 3600
/** Uses that only count are flushed this often; a sweep waits two flushes. */
export const TOUCH_FLUSH_SECONDS = 1
/** How exactly a last use is known when idleness is judged: two flushes. */
export const IDLE_TOLERANCE_SECONDS = 2 * TOUCH_FLUSH_SECONDS
/** How far a caller's reported clock may be off (RFC 7519 section 4.1.4 speaks of "a few minutes"; we take one). */
export const CLOCK_LEEWAY_SECONDS = 60
/** How long a rotated key's old token is accepted when nothing else is asked. */
export const OVERLAP_SECONDS_DEFAULT = 3600
export const OVERLAP_SECONDS_MAX = 30 * 24 * 3600

/** The strictest idle limit in force at `at`, in seconds, or null when none applies. */
export function idleSecondsAt(policies: readonly PolicyVersion[], at: Instant): number | null {
  const limits = policies.filter((version) => inForce(version, at)).flatMap((version) => version.idleSeconds ?? [])
  return limits.length === 0 ? null : Math.min(...limits)
}

/** Versions in force at `at`: at most one of the application and one of the installation. */
export function inForce(version: PolicyVersion, at: Instant): boolean {
  return version.from <= at && (version.until === null || at < version.until)
}

/**
 * A last use older than this must be stored before the answer leaves; a younger one may be batched.
 * min(idle limit / 20, 60 s), in milliseconds: so no other process can judge `idle` on a use it has not seen.
 */
export function touchThreshold(idleSeconds: number | null): number {
  return idleSeconds === null ? MINUTE : Math.min((idleSeconds * SECOND) / 20, MINUTE)
}

/** Whether new limits let anything live longer than the old ones did: one was raised or taken away. */
export function loosens(before: Limits, after: Limits): boolean {
  return longer(before.idleSeconds, after.idleSeconds) || longer(before.absoluteSeconds, after.absoluteSeconds)
}

type Limits = Pick<PolicyVersion, 'idleSeconds' | 'absoluteSeconds'>

function longer(before: number | null, after: number | null): boolean {
  return before !== null && (after === null || after > before)
}
