import { type SQL, sql } from 'drizzle-orm'
import type { ActVerb } from '@/lib/core/act'
import type { Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../assay-application'
import { type CredentialFilter, liveRows, matchesLive } from '../credential-filter'
import { hasLapsed, rules } from '../lapse-sql'
import { withinReach } from '../reach'
import type { ActScope } from './schemas'

/** Who may act on somebody sees their data as it is; elsewhere the act reaches nothing. */
const NOBODY_REVEALED: ReadonlySet<string> = new Set()

/**
 * Live rows a scope means, under the alias `live`: what a limit or an earlier cutoff has ended is left out. What belongs to
 * somebody disabled is in, since it would be accepted again once they are enabled.
 */
export function liveInScope(scope: ActScope, now: Instant, reach: Reach): SQL {
  const rows = scope.type === 'filter' ? liveRows(filterOf(scope, reach), now) : sql`credential_live live ${rules(now)}`
  return sql`from ${rows}
    where (${condition(scope, now, reach)}) and ${withinReach(reach, sql`live.application_id`) ?? sql`true`} and not ${hasLapsed(now)}`
}

function condition(scope: ActScope, now: Instant, reach: Reach): SQL {
  switch (scope.type) {
    case 'selection':
      return sql`live.credential_id = any(${sql.param(scope.credentialIds)}::uuid[])`
    case 'filter':
      return matchesLive(filterOf(scope, reach), now)
    case 'subject':
      return sql`live.subject_id = ${scope.subjectId}${ofApplication(scope.applicationId)}`
    case 'application':
      return sql`live.application_id = ${scope.applicationId}`
    case 'address':
      return fromNetwork(scope)
    case 'leaving':
      return sql`live.subject_id = any(${sql.param([scope.subjectId, ...scope.alsoSubjectIds])}::uuid[])
        or live.credential_id = any(${sql.param(scope.alsoEndIds)}::uuid[])`
    case 'act':
      return sql`exists (select from bulk_act_item item where item.act_id = ${scope.actId}
        and item.credential_id = live.credential_id and item.outcome = 'done')`
  }
}

function filterOf({ filter }: Extract<ActScope, { type: 'filter' }>, reach: Reach): CredentialFilter {
  return { ...filter, reach, veil: { reach, revealed: NOBODY_REVEALED } }
}

function ofApplication(applicationId: string | undefined): SQL {
  return applicationId === undefined ? sql`` : sql` and live.application_id = ${applicationId}`
}

function fromNetwork({ network, by }: Extract<ActScope, { type: 'address' }>): SQL {
  const used = sql`live.last_used_ip <<= ${network}::inet`
  const issued = sql`live.created_ip <<= ${network}::inet`
  if (by === 'used') return used
  return by === 'issued' ? issued : sql`${used} or ${issued}`
}

/** The subjects and applications a cutoff of this scope would be set for; null where there can be none. */
export interface CutoffTargets {
  readonly subjectIds: readonly (string | null)[]
  readonly applicationId: string | null
}

/**
 * Ending everything of a person or an application also cuts off what appears between preview and act. Not where the operator's
 * own session lies inside: a cutoff could not leave it out.
 */
export function cutoffTargets(verb: ActVerb, scope: ActScope, ownSubjectId: string): CutoffTargets | null {
  if (verb !== 'end') return null
  if (scope.type === 'application') {
    return scope.applicationId === ASSAY_APPLICATION.id
      ? null
      : { subjectIds: [null], applicationId: scope.applicationId }
  }
  if (scope.type !== 'subject' && scope.type !== 'leaving') return null
  const subjectIds = [scope.subjectId, ...(scope.type === 'leaving' ? scope.alsoSubjectIds : [])]
  const applicationId = scope.type === 'subject' ? (scope.applicationId ?? null) : null
  return subjectIds.includes(ownSubjectId) ? null : { subjectIds, applicationId }
}
