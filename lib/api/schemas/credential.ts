import { z } from 'zod'
import { OVERLAP_SECONDS_MAX } from '@/lib/core/policy'
import type { CredentialSummary } from '@/lib/services/credential-summary'
import { Name, Note, SubjectInput } from '@/lib/services/input-parts'
import { ChangeKeyInput, IssueKeyInput, RotateKeyInput } from '@/lib/services/keys/schemas'
import { IssueSessionInput } from '@/lib/services/sessions/schemas'
import { RequestContext } from './context'
import {
  cause,
  externalId,
  formatTimestamp,
  formatTimestampOrNull,
  instant,
  kind,
  reason,
  scopes,
  statableCause,
  state,
  timestamp,
} from './fields'

export const CredentialBody = z
  .strictObject({
    id: z.uuid(),
    kind,
    application: z.string().meta({ description: 'Slug of the application it is for.' }),
    subject: z.strictObject({ id: z.uuid(), external_id: z.string() }),
    name: z.string().nullable(),
    purpose: z.string().nullable(),
    contact: z.string().nullable(),
    tags: z.array(z.string()),
    scopes: z.array(z.string()),
    allowed_addresses: z.array(z.string()).meta({ description: 'Empty: it is accepted from everywhere.' }),
    state,
    issued_at: timestamp,
    not_before: timestamp.nullable(),
    expires_at: timestamp.nullable(),
    last_used_at: timestamp.nullable(),
    ends_at: timestamp.nullable().meta({ description: 'The earliest limit ahead, when no further use comes.' }),
    ended: z.strictObject({ at: timestamp, reason, cause: cause.nullable() }).nullable(),
    suspended_until: timestamp.nullable(),
    overlap_until: timestamp.nullable(),
    successor_id: z.uuid().nullable(),
    family_id: z.uuid(),
    generation: z.number().int(),
  })
  .meta({ id: 'Credential', description: 'A credential. It never contains the token.' })

/** A credential on the wire. */
export function credentialBody(credential: CredentialSummary): z.input<typeof CredentialBody> {
  const { subject, ended } = credential
  return {
    id: credential.id,
    kind: credential.kind,
    application: credential.application,
    subject: { id: subject.id, external_id: subject.externalId },
    name: credential.name,
    purpose: credential.purpose,
    contact: credential.contact,
    tags: [...credential.tags],
    scopes: [...credential.scopes],
    allowed_addresses: [...credential.allowedAddresses],
    state: credential.state,
    issued_at: formatTimestamp(credential.issuedAt),
    not_before: formatTimestampOrNull(credential.notBefore),
    expires_at: formatTimestampOrNull(credential.expiresAt),
    last_used_at: formatTimestampOrNull(credential.lastUsedAt),
    ends_at: formatTimestampOrNull(credential.endsAt),
    ended: ended && { at: formatTimestamp(ended.at), reason: ended.reason, cause: ended.cause },
    suspended_until: formatTimestampOrNull(credential.suspendedUntil),
    overlap_until: formatTimestampOrNull(credential.overlapUntil),
    successor_id: credential.successorId,
    family_id: credential.familyId,
    generation: credential.generation,
  }
}

const { name, email, type } = SubjectInput.shape
const token = z.string().meta({ description: 'Shown here and never again: hand it to its holder and forget it.' })

export const CredentialAnswer = z.strictObject({ credential: CredentialBody })
export const IssuedAnswer = z.strictObject({ token, credential: CredentialBody }).meta({ id: 'Issued' })
export const RotatedAnswer = z
  .strictObject({
    token,
    credential: CredentialBody,
    supersedes: z.strictObject({ id: z.uuid(), overlap_until: timestamp.nullable() }),
  })
  .meta({ id: 'Rotated' })

export const IssueSessionBody = z
  .strictObject({
    subject: z.strictObject({ external_id: externalId, name, email }),
    context: RequestContext.optional(),
    auth_method: IssueSessionInput.shape.authMethod.meta({
      description: 'How the person proved who they are (RFC 8176).',
      example: 'pwd',
    }),
    scopes,
  })
  .meta({ id: 'IssueSession' })

const CONTACT = { description: 'Whom to ask about the key: a team, a mail address.', example: 'payments@example.com' }
const TAGS = { description: 'Lower-case words, at most 10.', example: ['nightly'] }
const ALLOWED_ADDRESSES = {
  description: 'Addresses and networks the key is accepted from, at most 50. Empty: from everywhere.',
  example: ['203.0.113.0/24', '2001:db8::/32'],
}

export const IssueKeyBody = z
  .strictObject({
    subject: z.strictObject({ external_id: externalId, type, name, email }),
    name: Name,
    purpose: IssueKeyInput.shape.purpose,
    contact: IssueKeyInput.shape.contact.meta(CONTACT),
    tags: IssueKeyInput.shape.tags.meta(TAGS),
    scopes,
    allowed_addresses: IssueKeyInput.shape.allowedAddresses.meta(ALLOWED_ADDRESSES),
    expires_at: instant.nullish(),
    not_before: instant.nullish(),
    context: RequestContext.optional(),
  })
  .meta({ id: 'IssueKey' })

export const RotateKeyBody = z
  .strictObject({
    overlap_seconds: z
      .number()
      .int()
      .min(0)
      .max(OVERLAP_SECONDS_MAX)
      .optional()
      .meta({ description: 'How long the old key is still accepted; an hour when left out.' }),
    scopes: RotateKeyInput.shape.scopes.meta({
      description: 'What the successor may do; the same when left out. More needs `keys:issue`.',
    }),
  })
  .meta({ id: 'RotateKey' })

const changed = ChangeKeyInput.shape
export const ChangeKeyBody = z
  .strictObject({
    name: changed.name,
    purpose: changed.purpose,
    contact: changed.contact.meta(CONTACT),
    tags: changed.tags.meta(TAGS),
    scopes: changed.scopes.meta({ description: 'Only some of those it has. To give it more, rotate it.' }),
    allowed_addresses: changed.allowedAddresses.meta(ALLOWED_ADDRESSES),
  })
  .meta({ id: 'ChangeKey', description: 'What is left out stays as it is.' })

export const ExtendOverlapBody = z
  .strictObject({ until: instant.meta({ description: 'Later than now set, and within 30 days of the rotation.' }) })
  .meta({ id: 'ExtendOverlap' })

export const RevokeBody = z
  .strictObject({ cause: statableCause.default('unspecified'), note: Note })
  .meta({ id: 'Revoke' })
export const SuspendBody = z.strictObject({ until: instant.nullish(), note: Note }).meta({ id: 'Suspend' })
export const NoteBody = z.strictObject({ note: Note }).meta({ id: 'Note' })
