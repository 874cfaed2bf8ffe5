import { z } from 'zod'
import { KINDS } from '@/lib/core/credential'
import { IDLE_SECONDS_MIN, LIMIT_SECONDS_MAX } from '@/lib/core/policy'
import { Id, Note } from '../input-parts'

const limit = z
  .number()
  .int()
  .min(IDLE_SECONDS_MIN, 'At least one minute.')
  .max(LIMIT_SECONDS_MAX, 'At most 400 days.')
  .nullable()

/** Idle and absolute limit in seconds; null means that the policy sets none. */
export const LimitsInput = z.strictObject({ idleSeconds: limit, absoluteSeconds: limit })
export type Limits = z.output<typeof LimitsInput>

export const ChangePolicyInput = z.strictObject({
  policyId: Id,
  /** The version the operator looked at; another one in force means that somebody was faster. */
  expectedVersion: z.number().int().positive(),
  limits: LimitsInput,
  note: Note,
  /** How many endings the preview announced. */
  previewedEndings: z.int32().nonnegative().nullable().default(null),
})

export const CreatePolicyInput = z.strictObject({
  applicationId: Id,
  kind: z.enum(KINDS),
  limits: LimitsInput,
  note: Note,
})

export const PreviewInput = z.strictObject({ policyId: Id, limits: LimitsInput })
