import { z } from 'zod'
import { ROLES } from '@/lib/core/permissions'
import { Id, line, READABLE } from '../../input-parts'

/** https, or http on this machine; without query, fragment or user information (OpenID Connect Discovery 1.0 section 3). */
export const IssuerInput = z
  .string()
  .trim()
  .max(500)
  .refine(isIssuer, 'Write the issuer as its tokens name it: an https address without query or fragment.')

export const SSO_DEFAULT_ROLES = ['support', 'auditor'] as const

const GroupInput = z
  .strictObject({
    name: line(200),
    role: z.enum(ROLES),
    applicationId: Id.nullable(),
  })
  .refine(({ role, applicationId }) => role !== 'owner' || applicationId === null, {
    message: 'An owner owns the whole installation.',
    path: ['applicationId'],
  })

/** What an owner sets. A secret that is left out stays; null takes it away. */
export const SsoSettingsInput = z.strictObject({
  issuer: IssuerInput,
  label: line(40),
  clientId: line(200),
  clientSecret: z.string().min(1).max(500).regex(READABLE, 'Leave out control characters.').nullable().optional(),
  scopes: z
    .array(z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, 'Separate scopes by spaces.'))
    .max(20)
    .transform((scopes) => [...new Set(['openid', ...scopes])]),
  groupsClaim: line(100),
  groups: z.array(GroupInput).max(200),
  defaultRole: z.enum(SSO_DEFAULT_ROLES).nullable(),
  passwordsAllowed: z.boolean(),
  enabled: z.boolean(),
})

export type SsoSettingsDraft = z.output<typeof SsoSettingsInput>

/** RFC 8176 has no name for it; "fed" is what issuers themselves say of an assertion of another. */
export const BY_ISSUER = 'fed'

/** An ID token that lists 500 groups by UUID has 26,000 characters; longer ones are refused, and whoever brings one is told. */
export const ID_TOKEN_LENGTH_MAX = 65_536

/** Who came back from the issuer, as `lib/oidc` has verified it. */
export const IssuerIdentity = z.strictObject({
  issuer: z.string().max(500),
  subject: z.string().min(1).max(255),
  name: z.string().nullable(),
  email: z.string().nullable(),
  groups: z.array(z.string()),
  sessionId: z.string().nullable(),
  authenticatedAt: z.number().nullable(),
})

function isIssuer(text: string): boolean {
  if (!URL.canParse(text) || /[?#\s]/.test(text)) return false
  const { protocol, username, password } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === ''
}
