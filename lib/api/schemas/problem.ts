import { z } from 'zod'

export const ProblemAnswer = z
  .strictObject({
    type: z.url().meta({ example: 'https://assay.invalid/problems/invalid-request' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    request_id: z.string(),
    errors: z
      .array(
        z.strictObject({ pointer: z.string().meta({ description: 'JSON Pointer, RFC 6901.' }), detail: z.string() }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457.' })
