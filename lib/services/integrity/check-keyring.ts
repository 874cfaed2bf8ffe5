import { issuerKey, pepper } from '@/db/schema/config'
import type { Keyring } from '@/lib/crypto/keyring'
import { keyFingerprint } from '@/lib/crypto/token'
import type { Reader } from '../transaction'

/** Whether this process holds the secret of every registered key and pepper: without one, its tokens cannot be judged here. */
export async function checkKeyring(db: Reader, { issuerKeys, peppers }: Keyring) {
  const keys = await db.select().from(issuerKey)
  const versions = await db.select().from(pepper)
  const examples = [
    ...keys.map(({ id, fingerprint }) => problem(`issuer key ${id}`, issuerKeys.get(id), fingerprint)),
    ...versions.map(({ version, fingerprint }) => problem(`pepper ${version}`, peppers.get(version), fingerprint)),
  ].filter((each) => each !== null)
  return { name: 'the secrets are those that were registered', broken: examples.length, examples }
}

function problem(what: string, secret: Buffer | undefined, registered: string): string | null {
  if (secret === undefined) return `${what} is registered and its secret is missing here`
  return keyFingerprint(secret) === registered ? null : `${what} is registered with another secret`
}
