import { z } from 'zod'
import { OVERLAP_SECONDS_MAX } from '@/lib/core/policy'
import type { CredentialSummary } from '@/lib/services/credential-summary'
import { Name, Note, SubjectInput } from '@/lib/services/input-parts'
import { IssueKeyInput } from '@/lib/services/keys/schemas'
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
    scopes: z.array(z.string()),
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
    scopes: [...credential.scopes],
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

export const IssueKeyBody = z
  .strictObject({
    subject: z.strictObject({ external_id: externalId, type, name, email }),
    name: Name,
    purpose: IssueKeyInput.shape.purpose,
    scopes,
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
  })
  .meta({ id: 'RotateKey' })

export const RevokeBody = z
  .strictObject({ cause: statableCause.default('unspecified'), note: Note })
  .meta({ id: 'Revoke' })
export const SuspendBody = z.strictObject({ until: instant.nullish(), note: Note }).meta({ id: 'Suspend' })
export const NoteBody = z.strictObject({ note: Note }).meta({ id: 'Note' })
