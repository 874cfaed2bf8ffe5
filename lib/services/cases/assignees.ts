import { asc, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { operator, roleBinding } from '@/db/schema/operator'
import { bindingsGive, ROLES, type RoleBinding, reaches } from '@/lib/core/permissions'
import { Id } from '../input-parts'
import { query } from '../query'
import type { Reader } from '../transaction'

/** An operator who may work on cases. */
export interface Assignee {
  readonly id: string
  readonly name: string
}

/** Everybody who may work on cases of an application (null: on those of none), by name; nobody for whom it is out of reach. */
export const listAssignees = query({
  permission: 'cases.read',
  input: z.strictObject({ applicationId: Id.nullable() }),
  run: async ({ db, reach, input }) =>
    reaches(reach, input.applicationId) ? readAssignees(db, input.applicationId) : [],
})

/** Those whose roles give them such cases. */
export async function readAssignees(db: Reader, applicationId: string | null): Promise<Assignee[]> {
  const working = ROLES.filter((role) => bindingsGive([{ role, applicationId: null }], 'cases.write'))
  const rows = await db
    .select({ id: operator.id, name: operator.name, role: roleBinding.role, of: roleBinding.applicationId })
    .from(roleBinding)
    .innerJoin(operator, eq(operator.id, roleBinding.operatorId))
    .where(inArray(roleBinding.role, working))
    .orderBy(asc(operator.name), asc(operator.id))
  const reaching = rows.filter(({ role, of }) => gives({ role, applicationId: of }, applicationId))
  return [...new Map(reaching.map(({ id, name }) => [id, { id, name }])).values()]
}

function gives(binding: RoleBinding, applicationId: string | null): boolean {
  return bindingsGive([binding], 'cases.write', applicationId)
}
