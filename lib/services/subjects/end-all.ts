import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import { credentialLive } from '@/db/schema/credential-live'
import { cutoff } from '@/db/schema/cutoff'
import { entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { reaches } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { type AskedBy, BEYOND_REACH, lacksPartOf } from '../beyond-reach'
import { command, refused } from '../command'
import type { Config } from '../config-cache'
import { type Actor, actorRow } from '../context'
import { isOwnSubject } from '../disable-subject'
import { endCredentials } from '../end-credentials'
import { notFound } from '../errors'
import { notEnded, rules } from '../lapse-sql'
import { lockCredentials } from '../lock-credentials'
import type { Transaction } from '../transaction'
import { trueEnding } from '../true-ending'
import { resolveSubject } from './resolve'
import { EndAllInput } from './schemas'

export interface EndedAll {
  readonly cutoffId: string
  /** Everything that signed in up to here has ended, this instant included. */
  readonly at: Instant
  /** How many credentials were alive until then. */
  readonly affected: number
}

/**
 * Ends everything a subject signed in with up to now, by one cutoff: an application for itself, an operator for all applications
 * or one. Whatever is issued after has another millisecond. Refused: `own_subject`, `beyond_reach`. Errors: `not_found`.
 */
export const endAllOfSubject = command({
  permission: 'subjects.end_all',
  input: EndAllInput,
  lock: 'cutoff',
  async run({ tx, actor, reach, now, input, services, context }) {
    const config = await services.config.within(tx)
    const by = { actor, reach, config }
    const subject = await resolveSubject(tx, by, input)
    if (isOwnSubject(actor, subject)) {
      return refused<'own_subject'>(
        'own_subject',
        'This would end the session you are using. End the others one by one.',
      )
    }
    const applicationId = scopeOf(by, input.applicationId)
    if (applicationId === null && lacksPartOf(subject, by))
      return refused<'beyond_reach'>('beyond_reach', `${BEYOND_REACH} Or end what they hold in your own.`)
    const affected = await countAlive(tx, now, subject.id, applicationId)
    const { cause, note } = input
    const cutoffId = newId(now)
    await tx
      .insert(cutoff)
      .values({ id: cutoffId, subjectId: subject.id, applicationId, at: now, cause, note, ...actorRow(actor) })
    await recordEndings(
      tx,
      { config, now, actor, correlationId: context.correlationId },
      { cutoffId, subjectId: subject.id, applicationId },
    )
    const target = { targetType: 'subject', targetId: subject.id, applicationId, subjectId: subject.id } as const
    const detail = { cutoffId, scope: 'subject', at: now, cause, note, affected } as const
    const result: EndedAll = { cutoffId, at: now, affected }
    return { result, entries: [entry('cutoff.set', target, detail)] }
  },
})

function scopeOf({ actor, reach, config }: AskedBy, wanted: string | undefined): string | null {
  if (actor.type === 'application') {
    if (wanted !== undefined && wanted !== actor.id) throw notFound('application')
    return actor.id
  }
  if (wanted !== undefined && !(config.applications.has(wanted) && reaches(reach, wanted)))
    throw notFound('application')
  return wanted ?? null
}

async function countAlive(
  tx: Transaction,
  now: Instant,
  subjectId: string,
  applicationId: string | null,
): Promise<number> {
  const { rows } = await tx.execute<{ count: number }>(
    sql`select count(*)::float8 as count from credential_live live ${rules(now)}
         where live.subject_id = ${subjectId} and ${ofApplication(applicationId)} and ${notEnded(now)}`,
  )
  return rows[0]?.count ?? 0
}

function ofApplication(applicationId: string | null): SQL {
  return applicationId === null ? sql`true` : sql`live.application_id = ${applicationId}`
}

/** Tombstones written at once. Every sign-in waits for the cutoff's lock: 5,000 were measured to hold it for 1.6 s. */
const AT_ONCE = 500

interface Recording {
  readonly config: Config
  readonly now: Instant
  readonly actor: Actor
  readonly correlationId: string
}

interface Scope {
  readonly cutoffId: string
  readonly subjectId: string
  readonly applicationId: string | null
}

/** The cutoff alone decides; the first tombstones are written with it, the sweep writes the others. */
async function recordEndings(tx: Transaction, { config, ...recording }: Recording, scope: Scope): Promise<void> {
  const stored = await lockCredentials(tx, config, await liveIds(tx, scope))
  const endings = stored.flatMap((each) => trueEnding(each, config, recording.now) ?? [])
  await endCredentials(
    tx,
    recording,
    endings.filter((each) => each.finding.cutoff?.id === scope.cutoffId),
  )
}

async function liveIds(tx: Transaction, { subjectId, applicationId }: Scope): Promise<string[]> {
  const rows = await tx
    .select({ id: credentialLive.credentialId })
    .from(credentialLive)
    .where(
      and(
        eq(credentialLive.subjectId, subjectId),
        applicationId === null ? undefined : eq(credentialLive.applicationId, applicationId),
      ),
    )
    .orderBy(asc(credentialLive.credentialId))
    .limit(AT_ONCE)
  return rows.map((row) => row.id)
}
