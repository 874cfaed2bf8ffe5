import { and, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { application } from '@/db/schema/application'
import { policy, policyVersion } from '@/db/schema/policy'
import type { Environment, Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { inForce, type PolicyLimits, type PolicyVersion } from '@/lib/core/policy'
import { notFound } from '../errors'
import { Id } from '../input-parts'
import { query } from '../query'
import { limitsOf } from './limits'
import { bindsWithin } from './within-reach'

export interface PolicyVersionView extends PolicyLimits {
  readonly version: number
  readonly effectiveFrom: Instant
  readonly setBy: string
  readonly note: string | null
  readonly previewedEndings: number | null
}

/** A policy with all its versions, newest first. */
export interface PolicyDetail {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  readonly application: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly environment: Environment
  } | null
  readonly versions: readonly PolicyVersionView[]
  /** The installation's rule for the same kind: the ceiling. Null for the ceiling itself. */
  readonly ceiling: (PolicyLimits & Pick<PolicyVersion, 'policyId' | 'policyName' | 'version'>) | null
  readonly now: Instant
}

/** Reads one policy. Errors: `not_found`. */
export const readPolicy = query({
  permission: 'policies.read',
  input: z.strictObject({ policyId: Id }),
  async run({ db, reach, now, input, services }): Promise<PolicyDetail> {
    const [found] = await db
      .select({ policy, application })
      .from(policy)
      .leftJoin(application, eq(application.id, policy.applicationId))
      .where(and(eq(policy.id, input.policyId), bindsWithin(reach)))
    if (found === undefined) throw notFound('policy')
    const { id, name, kind } = found.policy
    const rows = await db
      .select()
      .from(policyVersion)
      .where(eq(policyVersion.policyId, id))
      .orderBy(desc(policyVersion.version))
    const owner = found.application
    const config = await services.config.current()
    const ceiling =
      owner === null
        ? null
        : config.policiesFor(owner.id, kind).find((each) => each.scope === 'installation' && inForce(each, now))
    return {
      id,
      name,
      kind,
      application:
        owner === null ? null : { id: owner.id, slug: owner.slug, name: owner.name, environment: owner.environment },
      versions: rows.map(viewVersion),
      ceiling: ceiling ?? null,
      now,
    }
  },
})

function viewVersion(row: typeof policyVersion.$inferSelect): PolicyVersionView {
  const { version, effectiveFrom, actorLabel, note, previewedEndings } = row
  return { version, ...limitsOf(row), effectiveFrom, setBy: actorLabel, note, previewedEndings }
}
