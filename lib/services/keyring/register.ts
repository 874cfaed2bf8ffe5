import { z } from 'zod'
import { issuerKey, pepper } from '@/db/schema/config'
import { entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import type { Keyring } from '@/lib/crypto/keyring'
import { keyFingerprint } from '@/lib/crypto/token'
import { command, unchanged } from '../command'
import { ServiceError } from '../errors'

/**
 * Makes this installation's keys known by id and fingerprint; every process calls it at its start, and all but the first
 * find nothing to do. Errors: `misconfigured` when an id is registered with another secret than the one given here.
 */
export const registerKeyring = command({
  permission: 'system.work',
  input: z.strictObject({}),
  async run({ tx, now, services: { keyring } }) {
    const issuerKeyIds = await tx
      .insert(issuerKey)
      .values(issuerKeyRows(keyring, now))
      .onConflictDoNothing()
      .returning({ id: issuerKey.id })
    const versions = await tx
      .insert(pepper)
      .values(pepperRows(keyring, now))
      .onConflictDoNothing()
      .returning({ version: pepper.version })
    // After the insert: of two that start at once with different secrets, the second sees what the first has registered.
    refuseOtherSecrets(keyring, await tx.select().from(issuerKey), await tx.select().from(pepper))
    if (issuerKeyIds.length + versions.length === 0) return unchanged({ registered: false })
    const detail = {
      issuerKeyIds: issuerKeyIds.map(({ id }) => id),
      pepperVersions: versions.map(({ version }) => version),
    }
    return {
      result: { registered: true },
      entries: [entry('keyring.registered', { targetType: 'installation', targetId: null }, detail)],
    }
  },
})

function issuerKeyRows({ issuerKeys }: Keyring, registeredAt: Instant) {
  return [...issuerKeys].map(([id, secret]) => ({ id, fingerprint: keyFingerprint(secret), registeredAt }))
}

function pepperRows({ peppers }: Keyring, registeredAt: Instant) {
  return [...peppers].map(([version, secret]) => ({ version, fingerprint: keyFingerprint(secret), registeredAt }))
}

type Registered<K extends string | number> = readonly { readonly fingerprint: string; readonly key: K }[]

function refuseOtherSecrets(
  keyring: Keyring,
  keys: readonly (typeof issuerKey.$inferSelect)[],
  peppers: readonly (typeof pepper.$inferSelect)[],
): void {
  const otherKey = differing(
    keyring.issuerKeys,
    keys.map(({ id, fingerprint }) => ({ key: id, fingerprint })),
  )
  if (otherKey !== null) throw otherSecret(`Issuer key ${otherKey}`, 'ASSAY_ISSUER_KEYS')
  const otherPepper = differing(
    keyring.peppers,
    peppers.map(({ version, fingerprint }) => ({ key: version, fingerprint })),
  )
  if (otherPepper !== null) throw otherSecret(`Pepper ${otherPepper}`, 'ASSAY_PEPPERS')
}

function differing<K extends string | number>(here: ReadonlyMap<K, Buffer>, registered: Registered<K>): K | null {
  const other = registered.find(({ key, fingerprint }) => {
    const secret = here.get(key)
    return secret !== undefined && keyFingerprint(secret) !== fingerprint
  })
  return other?.key ?? null
}

function otherSecret(what: string, variable: string): ServiceError {
  return new ServiceError(
    'misconfigured',
    `${what} is registered in this database with another secret: give ${variable} the value it was issued with, or a new id for the new secret.`,
  )
}
