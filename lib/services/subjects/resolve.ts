import { eq } from 'drizzle-orm'
import { subject } from '@/db/schema/subject'
import type { Reach } from '@/lib/core/permissions'
import type { Config } from '../config-cache'
import type { Actor } from '../context'
import { notFound, ServiceError } from '../errors'
import { reachesHome, reachesWholeHome } from '../reach'
import type { Transaction } from '../transaction'
import { findSubject, type SubjectRow } from '../upsert-subject'
import type { SubjectReference } from './schemas'

/** Who asks, and how far they reach. */
export interface ResolvedBy {
  readonly actor: Actor
  readonly reach: Reach
  readonly config: Config
}

/** The subject meant, if it is known within reach. Errors: `not_found`, `invalid_input` without exactly one name for it. */
export async function resolveSubject(
  tx: Transaction,
  { actor, reach, config }: ResolvedBy,
  reference: SubjectReference,
): Promise<SubjectRow> {
  const found = await find(tx, actor, reference)
  if (found === null || !reachesHome(reach, config, found)) throw notFound('subject')
  return found
}

async function find(
  tx: Transaction,
  actor: Actor,
  { subjectId, externalId }: SubjectReference,
): Promise<SubjectRow | null> {
  if (subjectId !== undefined && externalId === undefined) {
    const [found] = await tx.select().from(subject).where(eq(subject.id, subjectId))
    return found ?? null
  }
  // An external id means something only inside a directory, and only applications speak from one.
  if (subjectId === undefined && externalId !== undefined && actor.type === 'application') {
    return findSubject(tx, actor, externalId)
  }
  const detail = actor.type === 'application' ? 'Give subjectId or externalId, not both.' : 'Give subjectId alone.'
  throw new ServiceError('invalid_input', 'Say which subject.', { fields: [{ pointer: '/subjectId', detail }] })
}

/**
 * Whether an operator lacks a part of what an act upon all of a person takes: the permission in every application of the
 * directory. An application speaks for its directory.
 */
export function lacksPartOf(subject: SubjectRow, { actor, reach, config }: ResolvedBy): boolean {
  return actor.type === 'operator' && !reachesWholeHome(reach, config, subject)
}

/** Why it is refused then. */
export const BEYOND_REACH =
  'This concerns other applications too, and your role does not reach them. Ask somebody whose role does.'
