import type { Cause, CredentialRecord, Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { lifecycle, type State } from '@/lib/core/lifecycle'
import type { Reason } from '@/lib/core/reasons'
import type { Config } from './config-cache'
import type { IssueDraft, Issued } from './issue-credential'
import type { StoredCredential } from './judge/read-records'

/** A credential as an application learns of it after an act: what holds, without who made it so. */
export interface CredentialSummary {
  readonly id: string
  readonly kind: Kind
  readonly applicationId: string
  /** The application's slug: the audience. */
  readonly application: string
  readonly subject: { readonly id: string; readonly externalId: string }
  readonly name: string | null
  readonly purpose: string | null
  readonly contact: string | null
  readonly tags: readonly string[]
  readonly scopes: readonly string[]
  readonly allowedAddresses: readonly string[]
  readonly state: State
  readonly issuedAt: Instant
  readonly notBefore: Instant | null
  readonly expiresAt: Instant | null
  readonly lastUsedAt: Instant
  readonly endsAt: Instant | null
  readonly ended: { readonly at: Instant; readonly reason: Reason; readonly cause: Cause | null } | null
  readonly suspendedUntil: Instant | null
  readonly overlapUntil: Instant | null
  readonly successorId: string | null
  readonly familyId: string
  readonly generation: number
}

type Summarized = Pick<StoredCredential, 'record' | 'name' | 'purpose' | 'contact' | 'tags'> & {
  readonly subject: { readonly id: string; readonly externalId: string }
}

/** Projects a stored credential at `now` through the judge's lifecycle. */
export function summarize(stored: Summarized, config: Config, now: Instant): CredentialSummary {
  const { record, subject } = stored
  const life = lifecycle(record, config.policiesFor(record.applicationId, record.kind), now)
  const first = life.findings[0]
  return {
    id: record.id,
    kind: record.kind,
    applicationId: record.applicationId,
    application: record.audience,
    subject: { id: subject.id, externalId: subject.externalId },
    name: stored.name,
    purpose: stored.purpose,
    contact: stored.contact,
    tags: stored.tags,
    scopes: record.scopes,
    allowedAddresses: record.allowedAddresses,
    state: life.state,
    issuedAt: record.issuedAt,
    notBefore: record.notBefore,
    expiresAt: record.expiresAt,
    lastUsedAt: record.lastUsedAt,
    endsAt: life.endsAt,
    ended:
      life.state === 'ended' && first !== undefined
        ? { at: first.since, reason: first.reason, cause: first.cause }
        : null,
    suspendedUntil: first?.reason === 'suspended' ? first.until : null,
    overlapUntil: record.overlapUntil,
    successorId: record.successorId,
    familyId: record.familyId,
    generation: record.generation,
  }
}

/** The same for one just issued, told from its draft: a sign-in does not read back what it wrote. */
export function summarizeIssued(
  issued: Issued,
  draft: IssueDraft,
  subject: Summarized['subject'],
  config: Config,
  now: Instant,
): CredentialSummary {
  const record: CredentialRecord = {
    ...BEGINNING,
    id: issued.id,
    environment: draft.environment,
    kind: draft.kind,
    applicationId: draft.applicationId,
    audience: config.applications.get(draft.applicationId)?.slug ?? draft.applicationId,
    subjectId: draft.subjectId,
    familyId: issued.familyId,
    generation: issued.generation,
    scopes: draft.scopes,
    allowedAddresses: draft.allowedAddresses ?? [],
    issuedAt: now,
    signedInAt: draft.succeeds?.signedInAt ?? now,
    notBefore: draft.notBefore,
    expiresAt: draft.expiresAt,
    lastUsedAt: now,
  }
  const { name, purpose, contact = null, tags = [] } = draft
  return summarize({ record, name, purpose, contact, tags, subject }, config, now)
}

const BEGINNING = {
  formerTerms: [],
  overlapUntil: null,
  successorId: null,
  suspensions: [],
  subjectDisabled: [],
  applicationDisabled: [],
  cutoffs: [],
  ended: null,
} as const satisfies Partial<CredentialRecord>
