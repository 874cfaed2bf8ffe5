import { z } from 'zod'
import { address, instant, kind, scopes, text } from './fields'

const reported = {
  ip: address.optional().meta({ description: "The end user's address, not your proxy's.", example: '203.0.113.7' }),
  user_agent: text(512).optional().meta({ example: 'Mozilla/5.0' }),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Write two capital letters (ISO 3166-1 alpha-2).')
    .optional()
    .meta({ example: 'NL' }),
  sent_at: instant.optional().meta({ description: 'Your own clock when you sent this request.' }),
  audience: text(100).optional().meta({ description: 'The application the token must be for; yours when left out.' }),
  kind: kind.optional().meta({ description: 'The kind you expect; another one is refused.' }),
  scopes: scopes.optional().meta({ description: 'Demanded: all of them, or the verdict is 403.' }),
  resource: text(500).optional(),
}

/** The request of the end user, as the calling application saw it. It is kept with a refusal and never proof of anything. */
export const RequestContext = z.strictObject(reported).meta({
  id: 'RequestContext',
  description: 'The request of your end user, as you saw it. Everything is optional.',
})

export type RequestContext = z.output<typeof RequestContext>
