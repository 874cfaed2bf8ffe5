import { z } from 'zod'
import { OVERLAP_SECONDS_MAX } from '@/lib/core/policy'
import {
  AddressList,
  Id,
  InstantInput,
  line,
  Name,
  Note,
  READABLE_LINES,
  ReportedInput,
  Scopes,
  SubjectInput,
  Tags,
} from '../input-parts'

const Purpose = z.string().trim().max(1_000).regex(READABLE_LINES, 'Leave out control characters.')
/** Whom to ask about the key: a team, a mail address, a name. */
const Contact = line(200)

export const IssueKeyInput = z.strictObject({
  /** Whose key it is: operators say it, an application's own is implied. */
  applicationId: Id.optional(),
  /** Whom the key belongs to. */
  subject: SubjectInput.optional(),
  /** Instead of a subject: the application that calls the data plane with it. Makes it a service key of Assay. */
  representsApplicationId: Id.optional(),
  name: Name,
  purpose: Purpose.nullish(),
  contact: Contact.nullish(),
  tags: Tags.default([]),
  scopes: Scopes,
  /** Where it is accepted from; empty: from everywhere. */
  allowedAddresses: AddressList.default([]),
  expiresAt: InstantInput.nullish(),
  notBefore: InstantInput.nullish(),
  context: ReportedInput.optional(),
})

/** What is left out stays as it is; null takes a purpose or a contact away. */
export const ChangeKeyInput = z.strictObject({
  credentialId: Id,
  name: Name.optional(),
  purpose: Purpose.nullish(),
  contact: Contact.nullish(),
  tags: Tags.optional(),
  /** Only some of those it has: more of them need a new secret. */
  scopes: Scopes.unwrap().optional(),
  allowedAddresses: AddressList.optional(),
})

export const EndOverlapInput = z.strictObject({ credentialId: Id, note: Note })

export const ExtendOverlapInput = z.strictObject({
  credentialId: Id,
  /** When the old token is refused, that instant included. */
  until: InstantInput,
})

export const RotateKeyInput = z.strictObject({
  credentialId: Id,
  /** How long the old token is accepted beside the new one; 0 ends it at once. An hour, or what a policy allows, when left out. */
  overlapSeconds: z.number().int().min(0).max(OVERLAP_SECONDS_MAX).optional(),
  /** What the successor may do, where it is not the same; more than before asks for the right to issue. */
  scopes: Scopes.unwrap().optional(),
  context: ReportedInput.optional(),
})
