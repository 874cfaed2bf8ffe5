import { z } from 'zod'
import { KINDS } from '@/lib/core/credential'
import { IDLE_SECONDS_MIN, LIMIT_SECONDS_MAX, OVERLAP_SECONDS_MAX, ROTATE_AFTER_SECONDS_MIN } from '@/lib/core/policy'
import { Id, Note } from '../input-parts'

const limit = z
  .number()
  .int()
  .min(IDLE_SECONDS_MIN, 'At least one minute.')
  .max(LIMIT_SECONDS_MAX, 'At most 400 days.')
  .nullable()

/** Limits in seconds; null means that the policy sets none. The last two are of keys alone; left out they stay as they are. */
export const LimitsInput = z.strictObject({
  idleSeconds: limit,
  absoluteSeconds: limit,
  overlapSecondsMax: z.number().int().min(0).max(OVERLAP_SECONDS_MAX, 'At most 30 days.').nullish(),
  rotateAfterSeconds: z
    .number()
    .int()
    .min(ROTATE_AFTER_SECONDS_MIN, 'At least one day.')
    .max(LIMIT_SECONDS_MAX, 'At most 400 days.')
    .nullish(),
})
export type LimitsGiven = z.output<typeof LimitsInput>
export type EndingLimits = Pick<LimitsGiven, 'idleSeconds' | 'absoluteSeconds'>

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
