import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import { type Instant, SECOND } from '@/lib/core/instant'

// RFC 6238 with what every authenticator app takes for granted: SHA-1, six digits, thirty seconds.
const PERIOD_SECONDS = 30
const PROFILE = { algorithm: 'SHA1', digits: 6, period: PERIOD_SECONDS } as const
/** One step earlier or later: clocks differ and typing takes time (RFC 6238 section 5.2). */
const WINDOW_STEPS = 1
/** As long as the hash, as RFC 4226 section 4 recommends. */
const SECRET_BYTES = 20

/** A new secret, in base32 as apps take it when it is typed. */
export function newTotpSecret(): string {
  return new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32
}

/** The `otpauth:` address that a QR code carries. */
export function totpUri(secret: string, account: string): string {
  return new TOTP({ ...PROFILE, issuer: 'Assay', label: account, secret: Secret.fromBase32(secret) }).toString()
}

/** The time step whose code this is, or null when it is the code of none near `now`. */
export function matchingStep(secret: string, code: string, now: Instant): number | null {
  if (!/^\d{6}$/.test(code)) return null
  const totp = new TOTP({ ...PROFILE, secret: Secret.fromBase32(secret) })
  const delta = totp.validate({ token: code, timestamp: now, window: WINDOW_STEPS })
  return delta === null ? null : Math.floor(now / (PERIOD_SECONDS * SECOND)) + delta
}
