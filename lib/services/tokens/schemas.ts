import { z } from 'zod'
import { ENVIRONMENTS, KINDS } from '@/lib/core/credential'
import { ISSUER_KEY_ID_LENGTH, SELECTOR_LENGTH, TAG_LENGTH } from '@/lib/core/token'

const prefix = { environment: z.enum(ENVIRONMENTS), kind: z.enum(KINDS) }
const base62 = (length: number) =>
  z.string().regex(new RegExp(`^[0-9A-Za-z]{${length}}$`), `Expected ${length} letters and digits.`)

/** What the browser found out about a pasted token. The token and its secret are not in it. */
export const DescribedTokenInput = z.discriminatedUnion('shape', [
  z.strictObject({
    shape: z.literal('malformed'),
    length: z.number().int().nonnegative(),
    looksLike: z.string().max(16).nullable(),
  }),
  z.strictObject({
    shape: z.literal('mistyped'),
    part: z.enum(['length', 'checksum']),
    length: z.number().int(),
    ...prefix,
  }),
  z.strictObject({
    shape: z.literal('well_formed'),
    ...prefix,
    issuerKeyId: base62(ISSUER_KEY_ID_LENGTH),
    selector: base62(SELECTOR_LENGTH),
    tag: base62(TAG_LENGTH),
    secretDigestHex: z.string().regex(/^[0-9a-f]{64}$/, 'Expected a SHA-256 digest in hex.'),
  }),
])

/** What is to be explained: a pasted token, a credential (now or at a past instant), or one refused request. */
export const ExplainInput = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('token'), token: DescribedTokenInput }),
  z.strictObject({ by: z.literal('credential'), credentialId: z.uuid(), at: z.number().int().optional() }),
  z.strictObject({
    by: z.literal('request'),
    requestId: z.string().regex(/^req_[0-9A-Za-z]{22}$/, 'A reference is req_ and 22 letters and digits.'),
  }),
])
