import { eq } from 'drizzle-orm'
import { subject } from '@/db/schema/subject'
import type { AskedBy } from '../beyond-reach'
import type { Actor } from '../context'
import { notFound, ServiceError } from '../errors'
import { reachesHome } from '../reach'
import type { Transaction } from '../transaction'
import { findSubject, type SubjectRow } from '../upsert-subject'
import type { SubjectReference } from './schemas'

/** The subject meant, if it is known within reach. Errors: `not_found`, `invalid_input` without exactly one name for it. */
export async function resolveSubject(
  tx: Transaction,
  { actor, reach, config }: AskedBy,
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
