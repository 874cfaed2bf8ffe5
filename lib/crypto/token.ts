import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { BASE62_ALPHABET, base62 } from '@/lib/core/base62'
import type { Environment, Kind } from '@/lib/core/credential'
import { formatToken, SECRET_LENGTH, SELECTOR_LENGTH, TAG_LENGTH, type TokenHead, taggedText } from '@/lib/core/token'
import type { Keyring } from './keyring'

/** A new token with what the store keeps of it. `token` is shown once and then forgotten. */
export interface MintedToken {
  readonly token: string
  readonly head: TokenHead
  readonly digest: Buffer
  readonly pepperVersion: number
}

/** Whether our issuer made a token, told from the tag alone. `unregistered`: no such key id here. */
export type TagFinding = 'genuine' | 'forged' | 'unregistered'

/** Makes a token with a 256-bit secret (RFC 6750 section 5.2 asks for guess-proof tokens; OWASP ASVS 7.2.3 for 128 bits). */
export function mintToken(keyring: Keyring, environment: Environment, kind: Kind): MintedToken {
  const head: TokenHead = {
    environment,
    kind,
    issuerKeyId: keyring.currentIssuerKeyId,
    selector: randomBase62(SELECTOR_LENGTH),
  }
  const secret = randomBase62(SECRET_LENGTH)
  const secretDigest = digestSecret(secret)
  const issuerKey = need(keyring.issuerKeys.get(head.issuerKeyId), `issuer key ${head.issuerKeyId}`)
  const pepper = need(keyring.peppers.get(keyring.currentPepperVersion), `pepper ${keyring.currentPepperVersion}`)
  return {
    token: formatToken(head, secret, tagOf(issuerKey, head, secretDigest)),
    head,
    digest: storedDigest(pepper, secretDigest),
    pepperVersion: keyring.currentPepperVersion,
  }
}

/** D: SHA-256 of the secret. It never reaches a table or a log; what is stored is an HMAC of it. */
export function digestSecret(secret: string): Buffer {
  return createHash('sha256').update(secret, 'ascii').digest()
}

/** What the store keeps: HMAC-SHA-256 under a pepper, so that a stolen table mints nothing. */
export function storedDigest(pepper: Buffer, secretDigest: Buffer): Buffer {
  return createHmac('sha256', pepper).update(secretDigest).digest()
}

/** Judges the tag in constant time, without the store. */
export function checkTag(keyring: Keyring, head: TokenHead, secretDigest: Buffer, tag: string): TagFinding {
  const issuerKey = keyring.issuerKeys.get(head.issuerKeyId)
  if (issuerKey === undefined) return 'unregistered'
  const expected = Buffer.from(tagOf(issuerKey, head, secretDigest), 'utf8')
  const presented = Buffer.from(tag, 'utf8')
  return presented.length === expected.length && timingSafeEqual(presented, expected) ? 'genuine' : 'forged'
}

/** Timing-safe comparison of a presented secret's digest with the stored one. */
export function digestMatches(pepper: Buffer, secretDigest: Buffer, stored: Buffer): boolean {
  const presented = storedDigest(pepper, secretDigest)
  return stored.length === presented.length && timingSafeEqual(presented, stored)
}

/** Base62 characters without modulo bias: bytes of 248 and more are thrown away. */
export function randomBase62(length: number): string {
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length * 2)) {
      if (byte < 248 && text.length < length) text += BASE62_ALPHABET.charAt(byte % 62)
    }
  }
  return text
}

/** The fingerprint under which a secret is registered: tells a wrong secret from the right one without revealing it. */
export function keyFingerprint(secret: Buffer): string {
  return createHmac('sha256', secret).update('assay key fingerprint').digest('hex').slice(0, 32)
}

function tagOf(issuerKey: Buffer, head: TokenHead, secretDigest: Buffer): string {
  const mac = createHmac('sha256', issuerKey)
    .update(taggedText(head, secretDigest.toString('hex')), 'ascii')
    .digest('hex')
  return base62(BigInt(`0x${mac}`), TAG_LENGTH)
}

function need<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The keyring lacks its current ${what}`)
  return value
}
