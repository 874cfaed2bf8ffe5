import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Keyring } from './keyring'

/** What a sealed text is for and whose it is: a sealed text moved to another place does not open. */
export interface SealPlace {
  readonly purpose: string
  /** The id of the row it stands in. */
  readonly owner: string
}

const VERSION_BYTES = 4
const NONCE_BYTES = 12
const TAG_BYTES = 16
const CIPHER = 'aes-256-gcm'

/**
 * Encrypts what must be read again (a client secret, a seed), under a key derived from the current pepper: the store alone
 * opens nothing. Layout: pepper version, nonce, ciphertext, tag (NIST SP 800-38D).
 */
export function seal(keyring: Keyring, place: SealPlace, text: string): Buffer {
  const version = Buffer.alloc(VERSION_BYTES)
  version.writeUInt32BE(keyring.currentPepperVersion)
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(CIPHER, sealKey(keyring, keyring.currentPepperVersion, place), nonce)
  cipher.setAAD(placeBytes(place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([version, nonce, sealed, cipher.getAuthTag()])
}

/** Opens a sealed text. Throws where the pepper is missing here, or the text was changed or belongs elsewhere. */
export function unseal(keyring: Keyring, place: SealPlace, sealed: Buffer): string {
  const nonceEnd = VERSION_BYTES + NONCE_BYTES
  const key = sealKey(keyring, sealed.readUInt32BE(), place)
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(VERSION_BYTES, nonceEnd), { authTagLength: TAG_BYTES })
  decipher.setAAD(placeBytes(place))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  return Buffer.concat([decipher.update(sealed.subarray(nonceEnd, -TAG_BYTES)), decipher.final()]).toString('utf8')
}

function sealKey(keyring: Keyring, version: number, { purpose }: SealPlace): Buffer {
  const pepper = keyring.peppers.get(version)
  if (pepper === undefined) throw new Error(`The keyring lacks pepper ${version}`)
  return Buffer.from(hkdfSync('sha256', pepper, '', `assay seal: ${purpose}`, 32))
}

function placeBytes({ purpose, owner }: SealPlace): Buffer {
  return Buffer.from(JSON.stringify([purpose, owner]))
}
