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
  /** Of keys: how long a replaced one may be accepted beside its successor. */
  readonly overlapSecondsMax: number | null
  /** Of keys: from what age on their owners are asked to rotate them. It refuses nothing. */
  readonly rotateAfterSeconds: number | null
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
/** Shortest age at which a key may be due: what is due daily is no key that people put in place. */
export const ROTATE_AFTER_SECONDS_MIN = 24 * 3600

/** The strictest idle limit in force at `at`, in seconds, or null when none applies. */
export function idleSecondsAt(policies: readonly PolicyVersion[], at: Instant): number | null {
  const limits = policies.filter((version) => inForce(version, at)).flatMap((version) => version.idleSeconds ?? [])
  return limits.length === 0 ? null : Math.min(...limits)
}

/** When a key issued at `issuedAt` is due to be rotated, by the strictest version in force at `at`; null when none asks for it. */
export function rotationDueAt(
  issuedAt: Instant,
  policies: readonly PolicyVersion[],
  at: Instant,
): { readonly at: Instant; readonly afterSeconds: number } | null {
  const ages = policies.filter((version) => inForce(version, at)).flatMap((version) => version.rotateAfterSeconds ?? [])
  if (ages.length === 0) return null
  const afterSeconds = Math.min(...ages)
  return { at: issuedAt + afterSeconds * SECOND, afterSeconds }
}

/** The longest overlap a rotation may ask for at `at`, in seconds: the strictest version in force, or what holds everywhere. */
export function longestOverlapAt(policies: readonly PolicyVersion[], at: Instant): number {
  const caps = policies.filter((version) => inForce(version, at)).flatMap((version) => version.overlapSecondsMax ?? [])
  return Math.min(OVERLAP_SECONDS_MAX, ...caps)
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

/** Every figure a version sets. */
export const LIMIT_NAMES = ['idleSeconds', 'absoluteSeconds', 'overlapSecondsMax', 'rotateAfterSeconds'] as const
export type PolicyLimits = Pick<PolicyVersion, (typeof LIMIT_NAMES)[number]>

/** Whether new limits let anything live longer than the old ones did: one was raised or taken away. */
export function loosens(before: PolicyLimits, after: PolicyLimits): boolean {
  return LIMIT_NAMES.some((name) => longer(before[name], after[name]))
}

function longer(before: number | null, after: number | null): boolean {
  return before !== null && (after === null || after > before)
}
