import { sql } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import type { Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { State } from '@/lib/core/lifecycle'
import type { Reason } from '@/lib/core/reasons'
import type { Config } from './config-cache'
import { viewCredential } from './credential-view'
import { readCredentials, type StoredCredential } from './judge/read-records'
import { OPEN } from './masking'
import type { Reader } from './transaction'

/** One credential of a family, as its tree shows it. Nothing in it names a person or a place. */
export interface Generation {
  readonly id: string
  readonly kind: Kind
  /** The public part of its token. */
  readonly label: string
  readonly generation: number
  readonly issuedAt: Instant
  readonly state: State
  /** Why it ended, and when. */
  readonly reason: Reason | null
  readonly since: Instant | null
  /** Until when it is accepted beside its successor. */
  readonly overlapUntil: Instant | null
}

/** Generations shown on either side: a session that is renewed hourly has hundreds. */
const AROUND = 8

/** The generations around one, itself among them, oldest first; empty where it is the only one. A family is of one application. */
export async function readFamily(
  { tx, now }: { readonly tx: Reader; readonly now: Instant },
  config: Config,
  { record }: StoredCredential,
): Promise<Generation[]> {
  if (record.generation === 1 && record.successorId === null) return []
  const around = sql`${credential.familyId} = ${record.familyId}
    and ${credential.generation} between ${record.generation - AROUND} and ${record.generation + AROUND}`
  const generations = (await readCredentials(tx, config, around)).map((each) => viewCredential(each, config, now, OPEN))
  return generations
    .sort((a, b) => a.generation - b.generation)
    .map(({ id, kind, label, generation, issuedAt, state, reason, since, overlapUntil }) => ({
      ...{ id, kind, label, generation, issuedAt, state, reason, since, overlapUntil },
    }))
}
