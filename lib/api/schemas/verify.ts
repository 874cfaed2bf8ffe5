import { z } from 'zod'
import { SUBJECT_TYPES } from '@/lib/core/credential'
import { RequestContext } from './context'
import { cause, kind, reason, timestamp } from './fields'
import { GuidanceBody, locale } from './guidance'

export const VerifyBody = z
  .strictObject({
    // Any text has a verdict: what is not a token of ours is `malformed`.
    token: z.string().meta({ description: 'Exactly as your end user presented it.' }),
    touch: z.boolean().default(true).meta({ description: 'False when nobody is acting: the idle time runs on.' }),
    context: RequestContext.optional(),
    locale,
  })
  .meta({ id: 'VerifyRequest' })

const ActiveAnswer = z
  .strictObject({
    active: z.literal(true),
    request_id: z.string(),
    status: z.literal(200),
    credential: z.strictObject({
      id: z.uuid(),
      kind,
      scopes: z.array(z.string()),
      application: z.string(),
      issued_at: timestamp,
      ends_at: timestamp.nullable(),
    }),
    subject: z.strictObject({
      id: z.uuid(),
      external_id: z.string(),
      type: z.enum(SUBJECT_TYPES),
      name: z.string().nullable(),
      email: z.string().nullable(),
    }),
    policy_version: z.number().int().optional(),
  })
  .meta({ id: 'ActiveVerdict' })

const RefusedAnswer = z
  .strictObject({
    active: z.literal(false),
    request_id: z.string().meta({ description: 'Show it: an operator finds the refusal by it.' }),
    status: z.union([z.literal(401), z.literal(403), z.literal(429)]).meta({ description: 'The status to send on.' }),
    code: z.string().meta({ description: 'Public code of RFC 6750 or RFC 9470.', example: 'invalid_token' }),
    challenge: z.string().optional().meta({ description: 'WWW-Authenticate to send on.' }),
    reason: reason.optional().meta({ description: 'Only with the scope reason:read.' }),
    detail: z.string().optional().meta({ description: 'Only with the scope reason:read.' }),
    cause: cause.optional(),
    since: timestamp.optional(),
    policy_version: z.number().int().optional(),
    retry_after: z.number().int().optional(),
    guidance: GuidanceBody.optional().meta({ description: 'Only when a language was asked for.' }),
  })
  .meta({ id: 'RefusedVerdict' })

export const VerifyAnswer = z.discriminatedUnion('active', [ActiveAnswer, RefusedAnswer]).meta({ id: 'Verdict' })
export type VerifyAnswer = z.input<typeof VerifyAnswer>
