import type { ActorType, Cause, Environment, Kind, SubjectType } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { type Lapse, type Lifecycle, lifecycle, type State } from '@/lib/core/lifecycle'
import { longestOverlapAt } from '@/lib/core/policy'
import type { Reason } from '@/lib/core/reasons'
import { tokenLabel } from '@/lib/core/token'
import { ASSAY_APPLICATION } from './assay-application'
import type { Config } from './config-cache'
import type { StoredCredential } from './judge/read-records'
import { masked, shows, type Veil } from './masking'

/** A credential as a list and a sheet show it. There is no digest in it, by type. */
export interface CredentialView {
  readonly id: string
  readonly kind: Kind
  readonly environment: Environment
  /** `asy_live_session_0A7KdQ…`: enough to recognise, useless to present. */
  readonly label: string
  readonly name: string | null
  readonly purpose: string | null
  /** Whom to ask about it: a team, a mail address. */
  readonly contact: string | null
  readonly tags: readonly string[]
  readonly scopes: readonly string[]
  readonly allowedAddresses: readonly string[]
  readonly state: State
  /** Why it ended, or what suspends it or keeps it pending. */
  readonly reason: Reason | null
  readonly cause: Cause | null
  readonly since: Instant | null
  readonly endedBy: string | null
  readonly note: string | null
  readonly correlationId: string | null
  readonly application: {
    readonly id: string
    readonly slug: string
    readonly name: string
    /** Assay itself: a key of it is a service key. */
    readonly builtIn: boolean
  }
  readonly subject: {
    readonly id: string
    readonly externalId: string
    readonly type: SubjectType
    readonly name: string | null
    readonly email: string | null
  }
  readonly issuedAt: Instant
  readonly issuedBy: string
  readonly issuedByType: ActorType
  readonly signedInAt: Instant
  readonly authMethod: string | null
  readonly notBefore: Instant | null
  readonly expiresAt: Instant | null
  readonly endsAt: Instant | null
  readonly lapses: readonly LapseView[]
  readonly lastUsedAt: Instant
  readonly useCount: number
  readonly lastUsedIp: string | null
  readonly userAgent: string | null
  readonly createdIp: string | null
  readonly country: string | null
  readonly overlapUntil: Instant | null
  /** Of a key: the longest overlap a rotation may ask for today. */
  readonly overlapSecondsMax: number | null
  readonly suspendedUntil: Instant | null
  readonly successorId: string | null
  readonly familyId: string
  readonly generation: number
  /** Whether mail and network addresses are masked for who reads it. */
  readonly masked: boolean
}

/** One limit: when it bites and which rule set it. */
export interface LapseView {
  readonly reason: Lapse['reason']
  readonly at: Instant
  readonly limitSeconds: number | null
  readonly policy: {
    readonly id: string
    readonly name: string
    readonly version: number
    readonly scope: 'application' | 'installation'
  } | null
}

/** Projects a stored credential at `now` through the judge's lifecycle, as far as this veil shows it. */
export function viewCredential(stored: StoredCredential, config: Config, now: Instant, veil: Veil): CredentialView {
  const about = { subjectId: stored.subject.id, applicationId: stored.record.applicationId }
  const view = plainView(stored, config, now)
  return shows(veil, about) ? view : { ...masked(view), masked: true }
}

function plainView(stored: StoredCredential, config: Config, now: Instant): CredentialView {
  const { record, issuerKeyId, selector } = stored
  const { environment, kind, applicationId } = record
  const policies = config.policiesFor(applicationId, kind)
  const { id, externalId, type, name, email } = stored.subject
  return {
    id: record.id,
    kind,
    environment,
    label: tokenLabel({ environment, kind, issuerKeyId, selector }),
    name: stored.name,
    purpose: stored.purpose,
    contact: stored.contact,
    tags: stored.tags,
    scopes: record.scopes,
    allowedAddresses: record.allowedAddresses,
    ...standing(lifecycle(record, policies, now)),
    correlationId: stored.correlationId,
    application: {
      id: applicationId,
      slug: record.audience,
      name: config.applications.get(applicationId)?.name ?? record.audience,
      builtIn: applicationId === ASSAY_APPLICATION.id,
    },
    subject: { id, externalId, type, name, email },
    issuedAt: record.issuedAt,
    issuedBy: stored.issuedBy,
    issuedByType: stored.issuedByType,
    signedInAt: record.signedInAt,
    authMethod: stored.authMethod,
    notBefore: record.notBefore,
    expiresAt: record.expiresAt,
    lastUsedAt: record.lastUsedAt,
    useCount: stored.useCount,
    lastUsedIp: stored.lastUsedIp,
    userAgent: stored.lastUsedUserAgent ?? stored.createdUserAgent,
    createdIp: stored.createdIp,
    country: stored.createdCountry,
    overlapUntil: record.overlapUntil,
    overlapSecondsMax: kind === 'api_key' ? longestOverlapAt(policies, now) : null,
    successorId: record.successorId,
    familyId: record.familyId,
    generation: record.generation,
    masked: false,
  }
}

/** Its state, what made it so, and what will end it. */
function standing({ state, findings: [first], endsAt, lapses }: Lifecycle) {
  return {
    state,
    reason: first?.reason ?? null,
    cause: first?.cause ?? null,
    since: first?.since ?? null,
    endedBy: first?.by ?? null,
    note: first?.note ?? null,
    suspendedUntil: first?.reason === 'suspended' ? first.until : null,
    endsAt,
    lapses: lapses.map(viewLapse),
  }
}

function viewLapse({ reason, at, limitSeconds, policy }: Lapse): LapseView {
  const rule =
    policy === null
      ? null
      : { id: policy.policyId, name: policy.policyName, version: policy.version, scope: policy.scope }
  return { reason, at, limitSeconds, policy: rule }
}
