import { z } from 'zod'
import { OVERLAP_SECONDS_DEFAULT, OVERLAP_SECONDS_MAX } from '@/lib/core/policy'
import { Id, InstantInput, Name, READABLE_LINES, ReportedInput, Scopes, SubjectInput } from '../input-parts'

export const IssueKeyInput = z.strictObject({
  /** Whose key it is: operators say it, an application's own is implied. */
  applicationId: Id.optional(),
  /** Whom the key belongs to. */
  subject: SubjectInput.optional(),
  /** Instead of a subject: the application that calls the data plane with it. Makes it a service key of Assay. */
  representsApplicationId: Id.optional(),
  name: Name,
  purpose: z.string().trim().max(1_000).regex(READABLE_LINES, 'Leave out control characters.').nullish(),
  scopes: Scopes,
  expiresAt: InstantInput.nullish(),
  notBefore: InstantInput.nullish(),
  context: ReportedInput.optional(),
})

export const RotateKeyInput = z.strictObject({
  credentialId: Id,
  /** How long the old token is accepted beside the new one; 0 ends it at once. */
  overlapSeconds: z.number().int().min(0).max(OVERLAP_SECONDS_MAX).default(OVERLAP_SECONDS_DEFAULT),
  context: ReportedInput.optional(),
})
