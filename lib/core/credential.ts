import type { Instant, Interval } from './instant'

export const KINDS = ['session', 'api_key', 'one_time', 'certificate'] as const
/** What sort of credential it is; one lifecycle serves all four. */
export type Kind = (typeof KINDS)[number]

export const ENVIRONMENTS = ['live', 'test'] as const
export type Environment = (typeof ENVIRONMENTS)[number]

export const SUBJECT_TYPES = ['person', 'service'] as const
export type SubjectType = (typeof SUBJECT_TYPES)[number]

/** Why a credential was ended on purpose; the names of RFC 5280 section 5.3.1 where it has one. */
export const CAUSES = [
  'unspecified',
  'key_compromise',
  'secret_leaked',
  'affiliation_changed',
  'privilege_withdrawn',
  'logged_out',
  'session_limit',
  'credential_changed',
  'unused',
  'family_replay',
  'cutoff',
] as const
export type Cause = (typeof CAUSES)[number]

/** The causes a person or an application may state; the others are stated by the mechanism that has them. */
export const STATABLE_CAUSES = [
  'unspecified',
  'key_compromise',
  'affiliation_changed',
  'privilege_withdrawn',
  'logged_out',
] as const satisfies readonly Cause[]
export type StatableCause = (typeof STATABLE_CAUSES)[number]

/** The reasons with which an ending is stored: gates C and D, without the conditions that can pass. */
export const END_REASONS = [
  'revoked',
  'superseded',
  'replayed',
  'consumed',
  'expired',
  'idle',
  'rotation_overdue',
] as const
export type EndReason = (typeof END_REASONS)[number]

export const ACTOR_TYPES = ['operator', 'application', 'system'] as const
export type ActorType = (typeof ACTOR_TYPES)[number]

/** How a credential ended, as stored: true instant, reason, and who did it when somebody did. */
export interface Ending {
  readonly at: Instant
  readonly reason: EndReason
  readonly cause: Cause | null
  readonly by: string | null
  readonly note: string | null
}

/** "Everything that signed in up to `at`" for a person, an application or the whole installation. */
export interface Cutoff {
  readonly id: string
  readonly scope: 'subject' | 'application' | 'installation'
  readonly at: Instant
  readonly cause: Cause
  readonly by: string | null
  readonly note: string | null
}

/** Everything gates C and D judge by. Lists are in no particular order. */
export interface LifecycleRecord {
  readonly kind: Kind
  readonly issuedAt: Instant
  /** The family's sign-in: anchors the absolute limit and cutoffs, so renewal is not immortality. */
  readonly signedInAt: Instant
  readonly notBefore: Instant | null
  readonly expiresAt: Instant | null
  readonly lastUsedAt: Instant
  /** Set when a successor exists: the old token is accepted until then. */
  readonly overlapUntil: Instant | null
  readonly successorId: string | null
  readonly suspensions: readonly Interval[]
  readonly subjectDisabled: readonly Interval[]
  readonly applicationDisabled: readonly Interval[]
  readonly cutoffs: readonly Cutoff[]
  readonly ended: Ending | null
}

/** A stored credential without its digest: what a verdict is about. */
export interface CredentialRecord extends LifecycleRecord {
  readonly id: string
  readonly environment: Environment
  readonly applicationId: string
  readonly audience: string
  readonly subjectId: string
  readonly familyId: string
  readonly generation: number
  /** As they are now; judge by `termsAt`. */
  readonly scopes: readonly string[]
  readonly allowedAddresses: readonly string[]
  readonly formerTerms: readonly FormerTerms[]
}

/** What a credential may be used for and from where: the part of it that can be changed after issue. */
export interface Terms {
  readonly scopes: readonly string[]
  /** Addresses and networks it is accepted from; empty means: from everywhere. */
  readonly allowedAddresses: readonly string[]
}

/** Terms that were changed since: they held from `from` to `until`, that instant not included. */
export interface FormerTerms extends Terms {
  readonly from: Instant
  readonly until: Instant
}

/** The terms that held at an instant: it is judged by them, whatever was changed later. */
export function termsAt(record: CredentialRecord, at: Instant): Terms {
  return record.formerTerms.find(({ from, until }) => from <= at && at < until) ?? record
}
