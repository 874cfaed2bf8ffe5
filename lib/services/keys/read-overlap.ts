import { and, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { DAY, HOUR, type Instant, SECOND } from '@/lib/core/instant'
import { lifecycle, type State } from '@/lib/core/lifecycle'
import { type Reach, reaches } from '@/lib/core/permissions'
import { longestOverlapAt } from '@/lib/core/policy'
import { notFound } from '../errors'
import { Id } from '../input-parts'
import { instantSql } from '../instant-sql'
import { readCredential } from '../judge/read-records'
import { veiled, veilOf } from '../masking'
import { query } from '../query'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'
import { readHours, readShares, type Share } from '../uses-by'

/** What became of a key after it was given a successor: who still uses it, and who still tries to. */
export interface KeyOverlap {
  readonly oldId: string
  readonly successorId: string
  readonly name: string | null
  readonly state: State
  readonly rotatedAt: Instant
  /** When the old token is or was refused. */
  readonly overlapUntil: Instant
  /** No later end can be asked for. */
  readonly latestEnd: Instant
  /** Null: not once since the rotation. */
  readonly oldLastUsedAt: Instant | null
  /** Uses of both by the hour, from a day before the rotation, two weeks at most. */
  readonly hours: readonly { readonly hour: Instant; readonly old: number; readonly successor: number }[]
  /** Where the old token was accepted from since the hour of the rotation. */
  readonly addresses: readonly Share[]
  readonly userAgents: readonly { readonly value: string; readonly lastHour: Instant }[]
  /** Who was refused with it after the overlap, at applications within reach, latest first. */
  readonly refused: readonly {
    readonly address: string | null
    readonly userAgent: string | null
    readonly count: number
    readonly lastAt: Instant
  }[]
  readonly now: Instant
}

const HOURS_SHOWN = 14 * 24
const SOURCES_MAX = 20

/** Reads the overlap of a rotated key, during it and after. Errors: `not_found`, also for a key without a successor. */
export const readOverlap = query({
  permission: 'credentials.browse',
  input: z.strictObject({ credentialId: Id }),
  async run({ db, actor, reach, now, input, services }): Promise<KeyOverlap> {
    const config = await services.config.current()
    const stored = await readCredential(db, config, input.credentialId)
    if (stored === null || !reaches(reach, stored.record.applicationId)) throw notFound('key')
    const { record, name } = stored
    const { successorId, overlapUntil } = record
    if (record.kind !== 'api_key' || successorId === null || overlapUntil === null) throw notFound('rotated key')

    const policies = config.policiesFor(record.applicationId, record.kind)
    const veil = await veilOf(db, actor, now)
    const rotatedAt = await issuedAt(db, successorId)
    const since = rotatedAt - (rotatedAt % HOUR)
    return {
      oldId: record.id,
      successorId,
      name,
      state: lifecycle(record, policies, now).state,
      rotatedAt,
      overlapUntil,
      latestEnd: rotatedAt + longestOverlapAt(policies, now) * SECOND,
      oldLastUsedAt: record.lastUsedAt > rotatedAt ? record.lastUsedAt : null,
      hours: await sideBySide(db, record.id, successorId, Math.max(since - DAY, now - HOURS_SHOWN * HOUR)),
      addresses: veiled(veil, record, await readShares(db, record.id, 'address', since)),
      userAgents: await userAgentsOf(db, record.id, since),
      refused: veiled(veil, record, await refusedOf(db, reach, record.id)),
      now,
    }
  },
})

async function issuedAt(db: Reader, credentialId: string): Promise<Instant> {
  const [row] = await db.select({ at: credential.issuedAt }).from(credential).where(eq(credential.id, credentialId))
  if (row === undefined) throw new Error(`Credential ${credentialId} is a successor and does not exist`)
  return row.at
}

async function sideBySide(db: Reader, oldId: string, successorId: string, from: Instant): Promise<KeyOverlap['hours']> {
  const [old, successor] = [await readHours(db, oldId, from), await readHours(db, successorId, from)]
  const hours = [...new Set([...old, ...successor].map(({ hour }) => hour))].sort((a, b) => a - b)
  const countIn = (side: typeof old, at: Instant) => side.find(({ hour }) => hour === at)?.count ?? 0
  return hours.map((hour) => ({ hour, old: countIn(old, hour), successor: countIn(successor, hour) }))
}

async function userAgentsOf(db: Reader, credentialId: string, from: Instant): Promise<KeyOverlap['userAgents']> {
  const { rows } = await db.execute<{ value: string; lastHour: number }>(sql`
    select agent.value, (extract(epoch from max(hour)) * 1000)::float8 as "lastHour"
      from use_hour, unnest(use_hour.user_agents) as agent(value)
     where credential_id = ${credentialId} and hour >= ${instantSql(from)}
     group by agent.value order by 2 desc, 1 limit ${SOURCES_MAX}`)
  return rows
}

async function refusedOf(db: Reader, reach: Reach, credentialId: string): Promise<KeyOverlap['refused']> {
  const { rows } = await db.execute<KeyOverlap['refused'][number] & Record<string, unknown>>(sql`
    select host(ip) as address, user_agent as "userAgent", sum(count)::float8 as count,
           (extract(epoch from max(last_at)) * 1000)::float8 as "lastAt"
      from refusal where ${and(sql`credential_id = ${credentialId}`, sql`reason = 'superseded'`, withinReach(reach, sql`application_id`))}
     group by ip, user_agent order by max(last_at) desc limit ${SOURCES_MAX}`)
  return rows
}
