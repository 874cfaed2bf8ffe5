import { and, eq, sql } from 'drizzle-orm'
import { disabling } from '@/db/schema/disabling'
import { operator } from '@/db/schema/operator'
import type { Reader } from '../transaction'

/** Whether an operator is disabled, or none any more, as a column of a statement that reads them. */
export const isDisabled = sql<boolean>`(${operator.removedAt} is not null or exists (select from ${disabling}
  where ${disabling.targetId} = ${operator.subjectId} and ${disabling.untilAt} is null))`

/**
 * Whether an operator may come in by what is kept here, a password or a passkey. Where the settings leave that to owners, it is
 * their way in when the issuer fails.
 */
export const mayEnterHere = sql<boolean>`(
  not exists (select from sso_provider where enabled and not passwords_allowed)
  or exists (select from role_binding where role_binding.operator_id = operator.id and role_binding.role = 'owner'))`

/** Whether an operator holds any role: without one there is nothing here for them, and no session is issued. */
export const hasRole = sql<boolean>`exists (select from role_binding where role_binding.operator_id = operator.id)`

/**
 * An operator whose password counts: whoever has none signs in at an issuer, or was reset, and gets none by mail. Nor does who holds
 * no role: it would open nothing.
 */
export const hasPasswordToForget = sql<boolean>`(
  ${operator.passwordHash} is not null and not ${isDisabled} and ${mayEnterHere} and ${hasRole})`

/** An operator who may be let in once they have proved who they are; null when they are disabled, gone, or may only come by the issuer. */
export async function findOpenAccount(
  db: Reader,
  operatorId: string,
): Promise<{ subjectId: string; hasRole: boolean } | null> {
  const [found] = await db
    .select({ subjectId: operator.subjectId, hasRole })
    .from(operator)
    .where(and(eq(operator.id, operatorId), sql`not ${isDisabled}`, mayEnterHere))
  return found ?? null
}
