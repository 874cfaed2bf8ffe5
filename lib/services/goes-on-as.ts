import { desc, eq, inArray } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import type { Instant } from '@/lib/core/instant'
import { type Refused, refused } from './command'
import type { Config } from './config-cache'
import { summarize } from './credential-summary'
import { readCredentials, type StoredCredential } from './judge/read-records'
import type { Reader } from './transaction'

interface Asked {
  readonly config: Config
  readonly now: Instant
  /** What was to be done, as a sentence begins with it. */
  readonly verb: 'Suspend' | 'Resume'
}

/**
 * What to answer to an act upon an id that has ended: of a session that was renewed, or a key that was rotated, as what it goes on,
 * where that lives; null where nothing of it does.
 */
export async function refuseLeftBehind(
  db: Reader,
  { record }: StoredCredential,
  { config, now, verb }: Asked,
): Promise<Refused<'superseded'> | null> {
  if (record.successorId === null) return null
  const newest = db
    .select({ id: credential.id })
    .from(credential)
    .where(eq(credential.familyId, record.familyId))
    .orderBy(desc(credential.generation))
    .limit(1)
  const [last] = await readCredentials(db, config, inArray(credential.id, newest))
  if (last === undefined || summarize(last, config, now).state === 'ended') return null
  const noun = record.kind === 'api_key' ? 'key' : 'session'
  return refused('superseded', `This ${noun} was given a new token and goes on as ${last.record.id}. ${verb} that one.`)
}
