import { and, asc, eq, inArray } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { credentialLive } from '@/db/schema/credential-live'
import { family } from '@/db/schema/family'
import type { Config } from './config-cache'
import { readCredentials, type StoredCredential } from './judge/read-records'
import type { Transaction } from './transaction'

/**
 * Locks the families of credentials and then their live rows, each in ascending id order, and reads them as they are under
 * the locks: no rotation, use or sweep comes between the judgement and the act. Unknown ids are left out; with `wholeSessions`
 * every generation of a session comes along with any of them.
 */
export async function lockCredentials(
  tx: Transaction,
  config: Config,
  credentialIds: readonly string[],
  { wholeSessions } = { wholeSessions: false },
): Promise<StoredCredential[]> {
  const asked = [...new Set(credentialIds)]
  if (asked.length === 0) return []
  const families = tx.select({ id: credential.familyId }).from(credential).where(inArray(credential.id, asked))
  await tx.select().from(family).where(inArray(family.id, families)).orderBy(asc(family.id)).for('update')
  const ids = wholeSessions ? [...new Set([...asked, ...(await generations(tx, asked))])] : asked
  await lockLiveRows(tx, ids)
  return readCredentials(tx, config, inArray(credential.id, ids))
}

/** Asked for under the lock of the family: no generation is added meanwhile. */
async function generations(tx: Transaction, ids: readonly string[]): Promise<string[]> {
  const sessions = tx
    .select({ id: credential.familyId })
    .from(credential)
    .where(and(inArray(credential.id, [...ids]), eq(credential.kind, 'session')))
  const rows = await tx.select({ id: credential.id }).from(credential).where(inArray(credential.familyId, sessions))
  return rows.map((row) => row.id)
}

async function lockLiveRows(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx
    .select({ id: credentialLive.credentialId })
    .from(credentialLive)
    .where(inArray(credentialLive.credentialId, [...ids]))
    .orderBy(asc(credentialLive.credentialId))
    .for('update')
}
