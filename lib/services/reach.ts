import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { Instant } from '@/lib/core/instant'
import { grantOf, type Permission, type Reach, STEP_UP_WITHIN } from '@/lib/core/permissions'
import type { Actor } from './context'
import { ServiceError } from './errors'

/**
 * The condition that a row's application is within reach; undefined, which `and` leaves out, where all are. Rows of no
 * application are out of every narrowed reach.
 */
export function withinReach(reach: Reach, applicationId: SQLWrapper): SQL | undefined {
  return reach.all ? undefined : sql`${applicationId} = any(${sql.param(reach.applicationIds)}::uuid[])`
}

/**
 * Asks that an operator proved who they are less than STEP_UP_WITHIN ago; applications and the system are never asked.
 * For acts whose danger only the verb knows, such as weakening a policy. Errors: `step_up_required`.
 */
export function requireStepUp(actor: Actor, now: Instant): void {
  if (actor.type !== 'operator' || now - actor.authenticatedAt < STEP_UP_WITHIN) return
  throw new ServiceError('step_up_required', 'Confirm that it is you: this act asks for a fresh proof of identity.')
}

/** The same for a permission whose line says so. Errors: `step_up_required`. */
export function requireStepUpFor(permission: Permission, actor: Actor, now: Instant): void {
  if (grantOf(permission).stepUp) requireStepUp(actor, now)
}
