import { asc, inArray, isNull, or } from 'drizzle-orm'
import { z } from 'zod'
import { operator, roleBinding } from '@/db/schema/operator'
import { type Reach, reaches } from '@/lib/core/permissions'
import { query } from '../query'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'

/** Who can have done something: the choices of the audit's filter. Assay itself is always one besides. */
export interface AuditActors {
  readonly operators: readonly { readonly id: string; readonly name: string }[]
  readonly applications: readonly { readonly id: string; readonly name: string }[]
}

const OPERATORS_MAX = 500

/**
 * Operators, also those removed, and applications, by name. Whoever reaches some applications is told of those alone, and of the
 * operators who may act there today.
 */
export const listActors = query({
  permission: 'audit.read',
  input: z.strictObject({}),
  async run({ db, reach, services }): Promise<AuditActors> {
    const { applications } = await services.config.current()
    return {
      operators: await operatorsWithin(db, reach),
      applications: [...applications.values()]
        .filter(({ id }) => reaches(reach, id))
        .map(({ id, name }) => ({ id, name }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en')),
    }
  },
})

function operatorsWithin(db: Reader, reach: Reach): Promise<AuditActors['operators'][number][]> {
  const there = withinReach(reach, roleBinding.applicationId)
  const acting = db
    .select({ id: roleBinding.operatorId })
    .from(roleBinding)
    .where(or(there, isNull(roleBinding.applicationId)))
  return db
    .select({ id: operator.id, name: operator.name })
    .from(operator)
    .where(reach.all ? undefined : inArray(operator.id, acting))
    .orderBy(asc(operator.name), asc(operator.id))
    .limit(OPERATORS_MAX)
}
