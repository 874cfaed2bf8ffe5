import { asc } from 'drizzle-orm'
import { z } from 'zod'
import { operator } from '@/db/schema/operator'
import { reaches } from '@/lib/core/permissions'
import { query } from '../query'

/** Who can have done something: the choices of the audit's filter. Assay itself is always one besides. */
export interface AuditActors {
  readonly operators: readonly { readonly id: string; readonly name: string }[]
  readonly applications: readonly { readonly id: string; readonly name: string }[]
}

const OPERATORS_MAX = 500

/** Operators, and the applications within reach, by name. */
export const listActors = query({
  permission: 'audit.read',
  input: z.strictObject({}),
  async run({ db, reach, services }): Promise<AuditActors> {
    const { applications } = await services.config.current()
    return {
      operators: await db
        .select({ id: operator.id, name: operator.name })
        .from(operator)
        .orderBy(asc(operator.name), asc(operator.id))
        .limit(OPERATORS_MAX),
      applications: [...applications.values()]
        .filter(({ id }) => reaches(reach, id))
        .map(({ id, name }) => ({ id, name }))
        .sort((a, b) => a.name.localeCompare(b.name, 'en')),
    }
  },
})
