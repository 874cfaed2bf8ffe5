import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { application } from '@/db/schema/application'
import { credentialLive } from '@/db/schema/credential-live'
import { policy } from '@/db/schema/policy'
import { policyWindow } from '@/db/schema/policy-window'
import type { Environment, Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { query } from '../query'
import { withinReach } from '../reach'
import { bindsWithin } from './within-reach'

/** A policy with the version in force. */
export interface PolicySummary {
  readonly id: string
  readonly name: string
  readonly kind: Kind
  /** Null for a rule of the whole installation, a ceiling over every application. */
  readonly application: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly environment: Environment
  } | null
  readonly version: number
  readonly idleSeconds: number | null
  readonly absoluteSeconds: number | null
  readonly since: Instant
  readonly setBy: string
  /** Live credentials the policy speaks of. */
  readonly live: number
}

const WINDOW = {
  version: policyWindow.version,
  idleSeconds: policyWindow.idleSeconds,
  absoluteSeconds: policyWindow.absoluteSeconds,
  from: policyWindow.from,
  setBy: policyWindow.setBy,
}

/** The policies that bind something within reach, those of the installation first. */
export const listPolicies = query({
  permission: 'policies.read',
  input: z.strictObject({}),
  async run({ db, reach }): Promise<PolicySummary[]> {
    const concerned = and(
      eq(credentialLive.kind, policy.kind),
      sql`(${policy.applicationId} is null or ${credentialLive.applicationId} = ${policy.applicationId})`,
      withinReach(reach, credentialLive.applicationId),
    )
    const live = sql<number>`(select count(*)::float8 from ${credentialLive} where ${concerned})`
    const rows = await db
      .select({ policy, window: WINDOW, application, live })
      .from(policy)
      .innerJoin(policyWindow, eq(policyWindow.policyId, policy.id))
      .leftJoin(application, eq(application.id, policy.applicationId))
      .where(and(isNull(policyWindow.until), bindsWithin(reach)))
      .orderBy(sql`${policy.applicationId} is not null`, asc(application.name), asc(policy.kind))
    return rows.map(({ policy: { id, name, kind }, window, application: owner, live: count }) => ({
      id,
      name,
      kind,
      application:
        owner === null ? null : { id: owner.id, slug: owner.slug, name: owner.name, environment: owner.environment },
      version: window.version,
      idleSeconds: window.idleSeconds,
      absoluteSeconds: window.absoluteSeconds,
      since: window.from,
      setBy: window.setBy,
      live: count,
    }))
  },
})
