import { and, eq } from 'drizzle-orm'
import { application } from '@/db/schema/application'
import { subject } from '@/db/schema/subject'
import type { Instant } from '@/lib/core/instant'
import { CALLER_SCOPES, type Reach, reaches, reachOf } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { ASSAY_APPLICATION } from './assay-application'
import type { Actor } from './context'
import { notFound, ServiceError } from './errors'
import { requireStepUp } from './reach'
import type { Transaction } from './transaction'
import type { SubjectRow } from './upsert-subject'

export type ApplicationRow = typeof application.$inferSelect

/** The application with this id, where it is within reach. Errors: `not_found`. */
export async function readApplication(tx: Transaction, reach: Reach, applicationId: string): Promise<ApplicationRow> {
  const [found] = await tx.select().from(application).where(eq(application.id, applicationId))
  if (found === undefined || !reaches(reach, applicationId)) throw notFound('application')
  return found
}

/** The service as which an application calls the data plane; made on first need. */
export async function serviceSubject(tx: Transaction, now: Instant, of: ApplicationRow): Promise<SubjectRow> {
  await tx
    .insert(subject)
    .values({
      id: newId(now),
      environment: ASSAY_APPLICATION.environment,
      directory: ASSAY_APPLICATION.directory,
      externalId: `application:${of.id}`,
      type: 'service',
      name: of.name,
      email: null,
      representsApplicationId: of.id,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
  const [found] = await tx
    .select()
    .from(subject)
    .where(and(eq(subject.directory, ASSAY_APPLICATION.directory), eq(subject.representsApplicationId, of.id)))
  if (found === undefined) throw new Error(`Application ${of.id} has no service subject after one was made`)
  return found
}

/**
 * Whoever has the secret of a service key speaks for its application, and may sign in anybody there. An operator is shown one
 * only where they may issue one, and after a fresh proof of identity. Errors: `forbidden`, `step_up_required`.
 */
export function requireMayHandOut(actor: Actor, now: Instant): void {
  if (actor.type !== 'operator') return
  if (!reaches(reachOf(actor.bindings, 'keys.issue'), ASSAY_APPLICATION.id)) {
    throw new ServiceError(
      'forbidden',
      'The secret of a service key is shown only to those who may issue one. Ask an administrator of the whole installation.',
      { denial: { actorType: actor.type, actorId: actor.id, permission: 'keys.issue' } },
    )
  }
  requireStepUp(actor, now)
}

/** A service key may carry only scopes the data plane knows. Errors: `invalid_input`. */
export function refuseUnknownCallerScopes(scopes: readonly string[]): void {
  const known: readonly string[] = CALLER_SCOPES
  const fields = scopes.flatMap((scope, index) =>
    known.includes(scope)
      ? []
      : [
          {
            pointer: `/scopes/${index}`,
            detail: `${scope} is not a scope of the data plane. It has ${known.join(', ')}.`,
          },
        ],
  )
  if (fields.length > 0) throw new ServiceError('invalid_input', 'A service key cannot have these scopes.', { fields })
}
