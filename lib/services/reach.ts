import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { subject } from '@/db/schema/subject'
import type { Environment } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { grantOf, type Permission, type Reach, reaches, STEP_UP_WITHIN } from '@/lib/core/permissions'
import type { Config, ConfiguredApplication } from './config-cache'
import type { Actor } from './context'
import { ServiceError } from './errors'

/**
 * The condition that a row's application is within reach; undefined, which `and` leaves out, where all are. Rows of no
 * application are out of every narrowed reach.
 */
export function withinReach(reach: Reach, applicationId: SQLWrapper): SQL | undefined {
  return reach.all ? undefined : sql`${applicationId} = any(${sql.param(reach.applicationIds)}::uuid[])`
}

/** A user base: people are known by directory and environment, and every application of it holds them. */
export interface Home {
  readonly environment: Environment
  readonly directory: string
}

/** The condition that a subject is known to an application within reach; undefined where all are. */
export function knownWithinReach(reach: Reach, config: Config): SQL | undefined {
  if (reach.all) return undefined
  const homes = applicationsWithin(reach, config).map(
    ({ environment, directory }) =>
      sql`(${subject.environment} = ${environment} and ${subject.directory} = ${directory})`,
  )
  return homes.length === 0 ? sql`false` : sql`(${sql.join(homes, sql` or `)})`
}

/** Whether some application within reach holds this user base: then its people may be known. */
export function reachesHome(reach: Reach, config: Config, home: Home): boolean {
  return reach.all || applicationsWithin(reach, config).some((each) => isOf(home, each))
}

/** Whether every application of this user base is within reach: what concerns all of a person takes no less. */
export function reachesWholeHome(reach: Reach, config: Config, home: Home): boolean {
  return reach.all || [...config.applications.values()].every((each) => !isOf(home, each) || reaches(reach, each.id))
}

/** The applications within reach. */
export function applicationsWithin(reach: Reach, config: Config): ConfiguredApplication[] {
  return [...config.applications.values()].filter(({ id }) => reaches(reach, id))
}

function isOf(home: Home, { environment, directory }: Home): boolean {
  return environment === home.environment && directory === home.directory
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
