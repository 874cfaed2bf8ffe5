import { and, asc, between, eq, inArray, notInArray, or, type SQL, sql } from 'drizzle-orm'
import { auditEntry } from '@/db/schema/audit'
import type { AuditAction } from '@/lib/audit/entry'
import type { Reach } from '@/lib/core/permissions'
import type { Config } from '../config-cache'
import type { StoredCredential } from '../judge/read-records'
import type { Reader } from '../transaction'
import type { MomentEvent } from './moment'
import type { Stretch } from './moment-lives'

/** Told already as what it did to a credential, or no more than a look. */
const TOLD_OTHERWISE = [
  'session.issued',
  'key.issued',
  'credential.revoked',
  'credential.swept',
  'token.explained',
] satisfies readonly AuditAction[]

const OF_APPLICATIONS = ['application.disabled', 'application.enabled'] satisfies readonly AuditAction[]
const ACTS_MAX = 200

interface Asked {
  readonly subjectId: string
  readonly stored: readonly StoredCredential[]
  readonly reach: Reach
  readonly stretch: Stretch
}

/** Acts upon the person, or upon a whole application of theirs. */
export async function actsBetween(db: Reader, { subjectId, stored, reach, stretch }: Asked): Promise<MomentEvent[]> {
  const applicationIds = [...new Set(stored.map(({ record }) => record.applicationId))]
  const upon = or(
    and(eq(auditEntry.subjectId, subjectId), notInArray(auditEntry.action, TOLD_OTHERWISE)),
    applicationIds.length === 0
      ? undefined
      : and(inArray(auditEntry.applicationId, applicationIds), inArray(auditEntry.action, OF_APPLICATIONS)),
  )
  const rows = await db
    .select()
    .from(auditEntry)
    .where(and(upon, between(auditEntry.at, stretch.from, stretch.until), mayBeSeen(reach)))
    .orderBy(asc(auditEntry.at))
    .limit(ACTS_MAX)
  return rows.map(({ id, at, action, actorLabel, actorType }) => ({
    ...{ type: 'acted', at, entryId: id, action, by: actorLabel, actorType },
  }))
}

/** What was done to a person as a whole names no application. */
function mayBeSeen(reach: Reach): SQL | undefined {
  if (reach.all) return undefined
  const ids = sql.param(reach.applicationIds)
  return sql`(${auditEntry.applicationId} is null or ${auditEntry.applicationId} = any(${ids}::uuid[]))`
}

/** Versions that came into force for a kind of theirs. */
export function policiesBetween(
  config: Config,
  stored: readonly StoredCredential[],
  { from, until }: Stretch,
): MomentEvent[] {
  const versions = stored.flatMap(({ record }) => config.policiesFor(record.applicationId, record.kind))
  const distinct = [...new Map(versions.map((version) => [version.id, version])).values()]
  return distinct
    .filter((version) => version.from >= from && version.from <= until)
    .map(({ policyId, policyName, version, idleSeconds, absoluteSeconds, from: at, setBy }) => ({
      ...{ type: 'policy', at, policyId, name: policyName, version, idleSeconds, absoluteSeconds, by: setBy },
    }))
}
