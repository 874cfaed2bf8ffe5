import type { Cause, EndReason, Kind, StatableCause } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { ExportFormat, ListName } from '@/lib/core/lists'

/** The closed list of what can be entered, with the fields each action must carry. There is no other action. */
export interface AuditDetails {
  'session.issued': { credentialId: string; authMethod: string | null }
  'key.issued': { credentialId: string; name: string; scopes: readonly string[]; expiresAt: Instant | null }
  'key.rotated': { credentialId: string; successorId: string; overlapUntil: Instant }
  'credential.revoked': { cause: Cause; note: string | null; endedAt: Instant; kind: Kind; before: { state: string } }
  'credential.suspended': { until: Instant | null; note: string | null }
  'credential.resumed': { note: string | null }
  'credential.swept': { reason: EndReason; endedAt: Instant }
  'subject.created': { externalId: string; directory: string }
  'subject.updated': { before: SubjectNames; after: SubjectNames }
  'subject.disabled': { note: string | null }
  'subject.enabled': { note: string | null }
  'cutoff.set': {
    cutoffId: string
    scope: 'subject' | 'application' | 'installation'
    at: Instant
    cause: StatableCause
    note: string | null
    affected: number
  }
  'policy.created': { name: string; kind: Kind }
  'policy.changed': {
    version: number
    before: PolicyLimits | null
    after: PolicyLimits
    note: string | null
    previewedEndings: number | null
  }
  'application.created': { slug: string; environment: string; directory: string }
  'application.disabled': { note: string | null }
  'application.enabled': { note: string | null }
  'token.explained': {
    by: 'token' | 'credential' | 'request'
    credentialId: string | null
    reason: string | null
    at: Instant | null
  }
  'operator.created': { role: string }
  'operator.signed_in': { sessionId: string }
  'operator.sign_in_failed': { why: 'unknown' | 'password' | 'throttled' | 'disabled' }
  'operator.signed_out': { sessionId: string }
  'view.saved': { viewId: string; list: ListName; name: string; search: string; shared: boolean }
  'view.removed': { viewId: string; list: ListName; name: string }
  'export.made': { exportId: string; list: ListName; format: ExportFormat; search: string }
  'set_up.link_made': { expiresAt: Instant }
  'keyring.registered': { issuerKeyIds: readonly string[]; pepperVersions: readonly number[] }
}

interface SubjectNames {
  readonly name: string | null
  readonly email: string | null
}

interface PolicyLimits {
  readonly idleSeconds: number | null
  readonly absoluteSeconds: number | null
}

export type AuditAction = keyof AuditDetails

export const TARGET_TYPES = ['credential', 'subject', 'application', 'policy', 'operator', 'installation'] as const
export type TargetType = (typeof TARGET_TYPES)[number]

/** What an act was done to; application and subject let the timelines find it. */
export interface AuditTarget {
  readonly targetType: TargetType
  readonly targetId: string | null
  readonly applicationId?: string | null
  readonly subjectId?: string | null
}

/** An entry before it has an actor and a time; the transaction adds both. */
export type AuditEntryDraft = {
  [A in AuditAction]: { readonly action: A; readonly target: AuditTarget; readonly detail: AuditDetails[A] }
}[AuditAction]

/** Makes an entry of one action; the action decides which detail compiles. */
export function entry<A extends AuditAction>(action: A, target: AuditTarget, detail: AuditDetails[A]) {
  return { action, target, detail }
}
