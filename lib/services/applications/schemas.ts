import { z } from 'zod'
import { ENVIRONMENTS } from '@/lib/core/credential'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { Id, line, Name, Note } from '../input-parts'

/** People are led there: over TLS, or to this very machine while somebody builds (RFC 8252 section 7.3 on loopback). */
const SignInUrl = z
  .url({ protocol: /^https?$/, error: 'Enter an address that begins with https://.' })
  .max(2_000)
  .refine((text) => !text.startsWith('http:') || LOOPBACK.test(text), 'Use https://: http:// is for localhost alone.')

const LOOPBACK = /^http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/

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
  signInUrl: SignInUrl.nullish(),
  /** What its first service key may do at the data plane; everything when left out. */
  scopes: z
    .array(z.enum(CALLER_SCOPES))
    .min(1, 'Grant at least one scope.')
    .default([...CALLER_SCOPES]),
})

export const ApplicationNoteInput = z.strictObject({ applicationId: Id, note: Note })

export const ChangeApplicationInput = z.strictObject({
  applicationId: Id,
  name: Name.optional(),
  /** Null takes it away. */
  signInUrl: SignInUrl.nullable().optional(),
  /** All operators who answer for it from now on. */
  ownerIds: z.array(Id).max(50).optional(),
})

/** Filters of the list of applications; all combine. Absent means: not filtered. */
export const BrowseApplicationsInput = z.strictObject({
  /** Beginning of a name or of an audience, in any case. */
  text: line(200).optional(),
  environment: z.enum(ENVIRONMENTS).optional(),
  disabled: z.boolean().optional(),
})
