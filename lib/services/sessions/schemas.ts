import { z } from 'zod'
import { ReportedInput, Scopes, SubjectInput } from '../input-parts'

export const IssueSessionInput = z.strictObject({
  /** Whom the application signed in; made known here when new. */
  subject: SubjectInput,
  /** How, in the terms of RFC 8176 (pwd, otp, hwk …). */
  authMethod: z
    .string()
    .regex(/^[\x21-\x7e]{1,50}$/)
    .nullish(),
  scopes: Scopes,
  context: ReportedInput.optional(),
})
