import { eq } from 'drizzle-orm'
import { subject } from '@/db/schema/subject'
import type { Actor } from '../context'
import { notFound, ServiceError } from '../errors'
import type { Transaction } from '../transaction'
import { findSubject, type SubjectRow } from '../upsert-subject'
import type { SubjectReference } from './schemas'

/** The subject meant, if the actor may know it. Errors: `not_found`, `invalid_input` without exactly one name for it. */
export async function resolveSubject(tx: Transaction, actor: Actor, reference: SubjectReference): Promise<SubjectRow> {
  const found = await find(tx, actor, reference)
  if (found === null || !isWithinReach(actor, found)) throw notFound('subject')
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

/** Applications reach the subjects of their own directory and environment. */
function isWithinReach(actor: Actor, { directory, environment }: SubjectRow): boolean {
  return actor.type !== 'application' || (actor.directory === directory && actor.environment === environment)
}
