import { z } from 'zod'
import { line } from '../../input-parts'

/** A code from an authenticator app, as people type it: "123 456". */
export const TotpCode = z
  .string()
  .max(20)
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'Enter the six digits your app shows.'))

export const RecoveryCode = z
  .string()
  .trim()
  .max(60)
  .regex(/^[0-9A-Za-z\s-]{20,}$/, 'Enter one of your recovery codes: six groups of four characters.')

const Base64Url = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9_-]*$/)

/** What a browser hands over of a passkey that was made (WebAuthn level 3 section 5.1.8). What it adds is left out. */
export const MadePasskey = z.object({
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Base64Url,
    attestationObject: Base64Url,
    transports: z.array(line(40)).max(10).optional(),
  }),
})

/** What a browser hands over of a passkey that signed. */
export const SignedPasskey = z.object({
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url.optional(),
  }),
})

export type MadePasskeyInput = z.input<typeof MadePasskey>
export type SignedPasskeyInput = z.input<typeof SignedPasskey>

/** Whose passkeys they are: the console, by the host and the origin people reach it at. */
export const RelyingParty = z.strictObject({ id: z.string().min(1), origin: z.string().min(1) })
export type RelyingParty = z.output<typeof RelyingParty>

export const PasskeyName = line(60)

/** One proof of a second factor. */
export const FactorProof = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('totp'), code: TotpCode }),
  z.strictObject({ kind: z.literal('recovery_code'), code: RecoveryCode }),
  z.strictObject({ kind: z.literal('passkey'), signed: SignedPasskey }),
])
export type FactorProof = z.output<typeof FactorProof>
export type FactorProofInput = z.input<typeof FactorProof>
