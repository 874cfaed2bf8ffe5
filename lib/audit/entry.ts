import type { ActVerb } from '@/lib/core/act'
import type { CaseOrigin, EvidenceType, RootCause } from '@/lib/core/case'
import type { Cause, EndReason, Kind, StatableCause } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { ExportFormat, ListName } from '@/lib/core/lists'
import type { RoleBinding } from '@/lib/core/permissions'
import type { FactorDemand } from '@/lib/core/sign-in'
import type { KeyDetails, KeyTerms } from './key-details'

/** The closed list of what can be entered, with the fields each action must carry. There is no other action. */
export interface AuditDetails {
  'session.issued': { credentialId: string; authMethod: string | null }
  /** The same session under a new token, because its holder proved again who they are. */
  'session.renewed': { credentialId: string; successorId: string }
  'key.issued': KeyTerms & { credentialId: string; expiresAt: Instant | null }
  'key.changed': { credentialId: string; before: Partial<KeyDetails>; after: Partial<KeyDetails> }
  'key.rotated': { credentialId: string; successorId: string; overlapUntil: Instant }
  'key.overlap_changed': { credentialId: string; successorId: string; before: Instant; after: Instant }
  'key.overlap_ended': {
    credentialId: string
    successorId: string
    before: Instant
    endedAt: Instant
    note: string | null
  }
  'credential.revoked': { cause: Cause; note: string | null; endedAt: Instant; kind: Kind; before: { state: string } }
  'credential.suspended': { until: Instant | null; note: string | null; before: StateOf; after: StateOf }
  'credential.resumed': { note: string | null; before: StateOf; after: StateOf }
  'credential.swept': { reason: EndReason; endedAt: Instant }
  'subject.created': { externalId: string; directory: string }
  'subject.updated': { before: SubjectNames; after: SubjectNames }
  'subject.disabled': Switched
  'subject.enabled': Switched
  /** Mail and network addresses shown to somebody who otherwise sees them masked. */
  'subject.revealed': { reason: string; until: Instant }
  'cutoff.set': {
    cutoffId: string
    scope: 'subject' | 'application' | 'installation'
    at: Instant
    cause: StatableCause
    note: string | null
    affected: number
  }
  'act.previewed': { verb: ActVerb; scope: Readonly<Record<string, unknown>>; total: number }
  'act.started': {
    verb: ActVerb
    scope: Readonly<Record<string, unknown>>
    total: number
    cause: StatableCause | null
    note: string | null
    until: Instant | null
    includeOwnSession: boolean
  }
  'act.finished': { done: number; already: number; leftOut: number; failed: number; late: number }
  'act.stopped': { done: number; remaining: number }
  'policy.created': { name: string; kind: Kind }
  'policy.changed': {
    version: number
    before: PolicyLimits | null
    after: PolicyLimits
    note: string | null
    previewedEndings: number | null
  }
  'application.created': { slug: string; environment: string; directory: string }
  'application.changed': { before: ApplicationFacts; after: ApplicationFacts }
  'application.mail_changed': { before: ApplicationMailFacts; after: ApplicationMailFacts }
  'mail.changed': { before: MailFacts; after: MailFacts }
  'mail.tested': Record<never, never>
  'application.disabled': Switched
  'application.enabled': Switched
  'token.explained': {
    by: 'token' | 'credential' | 'request' | 'moment' | 'source'
    credentialId: string | null
    reason: string | null
    at: Instant | null
  }
  'explanation.shared': { key: string; expiresAt: Instant }
  'explanation.share_revoked': { key: string }
  'case.opened': { name: string; origin: CaseOrigin; evidence: number }
  'case.reported': { name: string; requestId: string; opened: boolean }
  /** The key is null where the evidence belongs to another application than the case. */
  'case.evidence_joined': { name: string; type: EvidenceType; key: string | null }
  'case.noted': { name: string; noteId: string; version: number }
  'case.assigned': { name: string; before: string | null; after: string | null }
  'case.resolved': { name: string; rootCause: RootCause; note: string | null }
  'case.reopened': {
    name: string
    before: { rootCause: RootCause | null; answer: string | null }
    note: string
  }
  'operator.created': { bindings: readonly RoleBinding[] }
  'operator.invited': { bindings: readonly RoleBinding[]; expiresAt: Instant; mailed: boolean }
  'operator.invitation_renewed': { before: { expiresAt: Instant }; after: { expiresAt: Instant }; mailed: boolean }
  'operator.invitation_withdrawn': { bindings: readonly RoleBinding[] }
  'operator.invitation_accepted': { operatorId: string }
  'operator.roles_changed': { before: readonly RoleBinding[]; after: readonly RoleBinding[] }
  'operator.disabled': Switched & { sessionsEnded: number }
  'operator.enabled': Switched
  'operator.removed': { note: string | null; before: readonly RoleBinding[]; sessionsEnded: number }
  'sign_in.changed': { before: { secondFactor: FactorDemand }; after: { secondFactor: FactorDemand } }
  'operator.signed_in': { sessionId: string }
  'operator.sign_in_failed': { why: SignInFailure }
  'operator.new_device': { deviceId: string; sessionId: string }
  'operator.signed_out': { sessionId: string }
  'sso.signed_out': { sessionId: string }
  'sso.identity_linked': { issuer: string; subject: string; by: 'self' | 'owner' | 'first_sign_in' }
  'sso.identity_unlinked': { issuer: string; subject: string; by: 'self' | 'owner'; sessionsEnded: number }
  'sso.roles_changed': { before: readonly RoleBinding[]; after: readonly RoleBinding[] }
  'sso.changed': { before: SsoSettingsShown | null; after: SsoSettingsShown; secretChanged: boolean }
  'view.saved': { viewId: string; list: ListName; name: string; search: string; shared: boolean }
  'view.removed': { viewId: string; list: ListName; name: string }
  'export.made': { exportId: string; list: ListName; format: ExportFormat; search: string }
  /** Each time a file is handed out, which may be more than once. */
  'export.downloaded': { exportId: string; list: ListName; format: ExportFormat }
  /** Opening what is sensitive: once an hour and session, however often the page asks again. */
  'page.read': { page: SensitivePage; sessionId: string | null }
  'account.renamed': { before: string; after: string }
  'account.password_changed': { sessionsEnded: number }
  'factor.added': { factor: 'totp' | 'passkey'; name: string | null }
  'factor.renamed': { factor: 'passkey'; before: string; after: string }
  'factor.removed': { factor: 'totp' | 'passkey'; name: string | null }
  'account.device_known': { deviceId: string }
  'account.reset': { sessionsEnded: number; linkExpiresAt: Instant }
  /** Somebody at the door said that they forgot their password; the target is null where nobody is meant. */
  'account.forgotten': { mailed: boolean }
  'account.recovered': { purpose: 'reset' | 'forgotten' | 'new_owner' }
  'break_glass.used': { osUser: string; purpose: 'reset' | 'new_owner'; linkExpiresAt: Instant }
  'break_glass.seen': { breakGlassId: string }
  'identity.confirmed': { sessionId: string; method: string }
  'identity.not_confirmed': { sessionId: string; by: 'password' | 'totp' | 'recovery_code' | 'passkey' }
  'recovery_codes.made': { count: number }
  'recovery_codes.used': { left: number }
  'set_up.link_made': { expiresAt: Instant }
  'keyring.registered': { issuerKeyIds: readonly string[]; pepperVersions: readonly number[] }
}

/** The state a list shows. */
interface StateOf {
  readonly state: string
}

/** Disabled or enabled: what it was, what it is. */
interface Switched {
  readonly note: string | null
  readonly before: StateOf
  readonly after: StateOf
}

interface ApplicationFacts {
  readonly name: string
  readonly signInUrl: string | null
  /** Names of the operators who answer for it. */
  readonly owners: readonly string[]
}

interface MailFacts {
  readonly enabled: boolean
  /** The notices that are not sent. */
  readonly kindsOff: readonly string[]
}

interface ApplicationMailFacts {
  readonly kindsOff: readonly string[]
  readonly replyTo: string | null
  readonly language: string | null
}

export const SENSITIVE_PAGES = ['person', 'audit'] as const
/** A page whose opening is entered. */
export type SensitivePage = (typeof SENSITIVE_PAGES)[number]

type SignInFailure =
  | 'unknown'
  | 'password'
  | 'password_not_allowed'
  | 'throttled'
  | 'disabled'
  | 'not_configured'
  | 'unknown_identity'
  | 'no_role'
  | 'no_mail'
  | 'mail_taken'
  | 'second_factor'
  | 'passkey'

/** What is set for single sign-on, without its secret. */
export interface SsoSettingsShown {
  readonly issuer: string
  readonly label: string
  readonly clientId: string
  readonly scopes: readonly string[]
  readonly groupsClaim: string
  readonly groups: readonly (RoleBinding & { readonly name: string })[]
  readonly defaultRole: RoleBinding['role'] | null
  readonly passwordsAllowed: boolean
  readonly enabled: boolean
}

interface SubjectNames {
  readonly name: string | null
  readonly email: string | null
}

/** Versions from before keys had limits of their own have only the first two. */
interface PolicyLimits {
  readonly idleSeconds: number | null
  readonly absoluteSeconds: number | null
  readonly overlapSecondsMax?: number | null
  readonly rotateAfterSeconds?: number | null
}

export type AuditAction = keyof AuditDetails

export const TARGET_TYPES = [
  'credential',
  'subject',
  'application',
  'policy',
  'operator',
  'invitation',
  'act',
  'case',
  'share_link',
  'installation',
] as const
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

/** The two sides of disabling and of enabling. */
export const TO_DISABLED = { before: { state: 'enabled' }, after: { state: 'disabled' } } as const
export const TO_ENABLED = { before: { state: 'disabled' }, after: { state: 'enabled' } } as const

/** Makes an entry of one action; the action decides which detail compiles. */
export function entry<A extends AuditAction>(action: A, target: AuditTarget, detail: AuditDetails[A]) {
  return { action, target, detail }
}
