import { z } from 'zod'
import { ENVIRONMENTS } from '@/lib/core/credential'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { Id, Name, Note } from '../input-parts'

export const CreateApplicationInput = z.strictObject({
  /** The audience callers name; it never changes. */
  slug: z.string().regex(/^[a-z][a-z0-9-]{1,38}$/, 'Use 2 to 39 small letters, digits and hyphens, a letter first.'),
  name: Name,
  environment: z.enum(ENVIRONMENTS),
  /** Whose people it knows; applications that share a user base share a directory. Its own when left out. */
  directory: z
    .string()
    .regex(/^[a-z][a-z0-9-]{1,38}$/, 'Use 2 to 39 small letters, digits and hyphens, a letter first.')
    .optional(),
  /** Where people of this application sign in again. */
  signInUrl: z.url({ protocol: /^https?$/, error: 'Enter an address that begins with https:// or http://.' }).nullish(),
  /** What its first service key may do at the data plane; everything when left out. */
  scopes: z
    .array(z.enum(CALLER_SCOPES))
    .min(1, 'Grant at least one scope.')
    .default([...CALLER_SCOPES]),
})

export const ApplicationNoteInput = z.strictObject({ applicationId: Id, note: Note })
