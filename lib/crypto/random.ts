import { createHash, randomBytes } from 'node:crypto'

/** Crockford's base32: no letter that can be taken for another. */
const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Random characters of five bits each, to be read and typed by people. */
export function randomBase32(length: number): string {
  return Array.from(randomBytes(length), (byte) => BASE32[byte % 32]).join('')
}

/** A secret of 256 bits for a cookie or a link. */
export function randomSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a secret of 256 bits: nothing that is stored can be presented. */
export function secretDigest(secret: string): Buffer {
  return createHash('sha256').update(secret).digest()
}
