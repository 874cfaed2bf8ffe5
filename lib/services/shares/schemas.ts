import { z } from 'zod'
import { HOUR } from '@/lib/core/instant'
import { Id, InstantInput } from '../input-parts'

/** How long a link may live. */
export const SHARE_LIVES = ['1h', '1d', '7d'] as const
export type ShareLife = (typeof SHARE_LIVES)[number]

export const SHARE_LIFE_MILLISECONDS: Readonly<Record<ShareLife, number>> = {
  '1h': HOUR,
  '1d': 24 * HOUR,
  '7d': 7 * 24 * HOUR,
}

/** Which explanation: of a refused request, or of a credential at an instant. */
export const SharedOf = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('request'),
    requestId: z.string().regex(/^req_[0-9A-Za-z]{22}$/, 'A reference is req_ and 22 letters and digits.'),
  }),
  z.strictObject({ by: z.literal('credential'), credentialId: Id, at: InstantInput }),
])
export type SharedOfAsked = z.output<typeof SharedOf>

/** The name under which its links are kept. */
export function shareKey(of: SharedOfAsked): string {
  return of.by === 'request' ? of.requestId : of.credentialId
}
