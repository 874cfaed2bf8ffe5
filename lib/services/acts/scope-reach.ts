import { inArray, sql } from 'drizzle-orm'
import { subject } from '@/db/schema/subject'
import { type Reach, reaches } from '@/lib/core/permissions'
import { authorize } from '../authorize'
import { type AskedBy, lacksPartOf } from '../beyond-reach'
import type { Config } from '../config-cache'
import { notFound } from '../errors'
import { reachesHome } from '../reach'
import type { Transaction } from '../transaction'
import type { ActScope } from './schemas'

/**
 * Asked at the preview and once more before the act: a role may have gone between. Errors: `not_found` for a person, application
 * or act that is not there or out of reach.
 */
export async function refuseUnknown(tx: Transaction, scope: ActScope, config: Config, reach: Reach): Promise<void> {
  if (scope.type === 'application' || (scope.type === 'subject' && scope.applicationId !== undefined)) {
    const { applicationId = '' } = scope
    if (!config.applications.has(applicationId) || !reaches(reach, applicationId)) throw notFound('application')
  }
  if (scope.type === 'subject' || scope.type === 'leaving') await refuseUnknownSubjects(tx, scope, config, reach)
  if (scope.type === 'act') {
    const { rows } = await tx.execute(sql`select from bulk_act where id = ${scope.actId} and state <> 'previewed'`)
    if (rows.length === 0) throw notFound('act')
  }
}

/** A subject is within reach where it could hold something within reach: in the directory of such an application. */
async function refuseUnknownSubjects(
  tx: Transaction,
  scope: Extract<ActScope, { type: 'subject' | 'leaving' }>,
  config: Config,
  reach: Reach,
): Promise<void> {
  const asked = scope.type === 'leaving' ? disabledBy(scope) : [scope.subjectId]
  const within = (await homesOf(tx, asked)).filter((home) => reachesHome(reach, config, home))
  if (within.length < new Set(asked).size) throw notFound('person')
}

/** Whom an act disables before it ends anything. */
export function disabledBy(scope: ActScope): string[] {
  return scope.type === 'leaving' ? [scope.subjectId, ...scope.alsoSubjectIds] : []
}

/**
 * Whether disabling these people concerns applications in which the operator may not: the act asks as `disableSubject` does.
 * Errors: `forbidden` for whoever may disable nobody.
 */
export async function disablesBeyondReach(
  tx: Transaction,
  subjectIds: string[],
  { actor, config }: Omit<AskedBy, 'reach'>,
): Promise<boolean> {
  if (subjectIds.length === 0) return false
  const by = { actor, config, reach: authorize(actor, 'subjects.disable') }
  return (await homesOf(tx, subjectIds)).some((home) => lacksPartOf(home, by))
}

function homesOf(tx: Transaction, subjectIds: string[]) {
  const { directory, environment } = subject
  return tx.select({ directory, environment }).from(subject).where(inArray(subject.id, subjectIds))
}
