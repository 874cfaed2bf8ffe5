import { z } from 'zod'
import { READABLE, ReportedInput } from '@/lib/services/input-parts'
import { address, instant, kind, scopes } from './fields'

const reported = {
  ip: address.nullish().meta({ description: "The end user's address, not your proxy's.", example: '203.0.113.7' }),
  user_agent: ReportedInput.shape.userAgent.meta({ example: 'Mozilla/5.0' }),
  country: ReportedInput.shape.country.meta({ example: 'NL' }),
  sent_at: instant.nullish().meta({ description: 'Your own clock when you sent this request.' }),
  audience: z
    .string()
    .max(100)
    .regex(READABLE, 'Leave out control characters.')
    .nullish()
    .meta({ description: 'The application it must be for; yours when left out.' }),
  kind: kind.nullish().meta({ description: 'The kind you expect; another one is refused.' }),
  scopes: scopes.meta({ description: 'Demanded: all of them, or the verdict is 403.' }),
  resource: z.string().max(500).nullish(),
}

/** The request of the end user, as the calling application saw it. It is kept with a refusal and never proof of anything. */
export const RequestContext = z.strictObject(reported).meta({
  id: 'RequestContext',
  description: 'The request of your end user, as you saw it. Everything is optional.',
})

export type RequestContext = z.output<typeof RequestContext>

/** The part of it that an issue keeps, in the words of the verbs. */
export function reportedInput(context: RequestContext | undefined) {
  return { ip: context?.ip, userAgent: context?.user_agent, country: context?.country }
}
