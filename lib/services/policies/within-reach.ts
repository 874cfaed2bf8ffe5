import { and, eq, isNull, or, type SQL } from 'drizzle-orm'
import { policy } from '@/db/schema/policy'
import type { Reach } from '@/lib/core/permissions'
import { notFound } from '../errors'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'

/** The condition that a policy binds something within reach: those of the installation bind everything, so everybody reads them. */
export function bindsWithin(reach: Reach): SQL | undefined {
  const own = withinReach(reach, policy.applicationId)
  return own && or(isNull(policy.applicationId), own)
}

/** The policy with this id, where it binds something within reach. Errors: `not_found`. */
export async function findPolicy(db: Reader, reach: Reach, policyId: string): Promise<typeof policy.$inferSelect> {
  const [found] = await db
    .select()
    .from(policy)
    .where(and(eq(policy.id, policyId), bindsWithin(reach)))
  if (found === undefined) throw notFound('policy')
  return found
}
