import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What only a caller's own secret can make: the place of a replay, its fingerprint and the lock on its body. */
export interface Vault {
  readonly keyDigest: Buffer
  fingerprint(payload: string): Buffer
  seal(text: string): Buffer
  /** Throws when the bytes were changed, moved to another row or sealed under another secret. */
  open(sealed: Buffer): string
}

/**
 * Everything is derived (HKDF, RFC 5869) from D of the caller's secret, which exists only while the caller's request is
 * here: whoever reads the table learns neither the token in a stored answer nor what was asked.
 */
export function openVault(secretDigest: Buffer, route: string, idempotencyKey: string): Vault {
  const keys = Buffer.from(hkdfSync('sha256', secretDigest, route, 'assay idempotency v1', 64))
  const [cipherKey, macKey] = [keys.subarray(0, 32), keys.subarray(32)]
  const mac = (text: string) => createHmac('sha256', macKey).update(text).digest()
  const keyDigest = mac(`key ${idempotencyKey}`)
  return {
    keyDigest,
    fingerprint: (payload) => mac(`payload ${payload}`),
    seal(text) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv('aes-256-gcm', cipherKey, nonce).setAAD(keyDigest)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open(sealed) {
      const body = sealed.subarray(NONCE_BYTES + TAG_BYTES)
      const decipher = createDecipheriv('aes-256-gcm', cipherKey, sealed.subarray(0, NONCE_BYTES), {
        authTagLength: TAG_BYTES,
      })
      decipher.setAAD(keyDigest).setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8')
    },
  }
}
