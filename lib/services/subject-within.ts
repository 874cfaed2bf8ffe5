import { eq } from 'drizzle-orm'
import { subject } from '@/db/schema/subject'
import type { Reach } from '@/lib/core/permissions'
import type { Config } from './config-cache'
import { notFound } from './errors'
import { reachesHome } from './reach'
import type { Reader } from './transaction'

/**
 * A person or service an operator may know: they belong to everybody who reaches an application of their directory.
 * Errors: `not_found`, also for one out of reach.
 */
export async function subjectWithin(db: Reader, config: Config, reach: Reach, subjectId: string) {
  const [found] = await db.select().from(subject).where(eq(subject.id, subjectId))
  if (found === undefined || !reachesHome(reach, config, found)) throw notFound('person')
  return found
}
