import type { CredentialRecord } from '@/lib/core/credential'
import type { Instant, Interval } from '@/lib/core/instant'
import type { Config } from '../config-cache'
import type { LeanRow } from './read-lean'

/** The record the judge needs, from the hot statement alone. It knows what holds now, not who made it so. */
export function leanRecord(row: LeanRow, config: Config): CredentialRecord {
  const application = config.applications.get(row.application_id)
  return {
    id: row.id,
    environment: row.environment,
    kind: row.kind,
    applicationId: row.application_id,
    audience: application?.slug ?? row.application_id,
    subjectId: row.subject_id,
    familyId: row.family_id,
    generation: row.generation,
    scopes: row.scopes,
    allowedAddresses: row.allowed_addresses,
    formerTerms: [],
    issuedAt: row.issued_at,
    signedInAt: row.signed_in_at,
    notBefore: row.not_before,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at,
    overlapUntil: row.overlap_until,
    successorId: row.successor_id,
    suspensions: openInterval(row.suspended_from, row.suspended_until),
    subjectDisabled: openInterval(row.disabled_from, null),
    applicationDisabled: application?.disabled ?? [],
    cutoffs: [...(application?.cutoffs ?? []), ...subjectCutoff(row)],
    ended: null,
  }
}

function openInterval(from: Instant | null, until: Instant | null): Interval[] {
  return from === null ? [] : [{ from, until, by: null, note: null }]
}

function subjectCutoff(row: LeanRow): CredentialRecord['cutoffs'] {
  if (row.cutoff_at === null) return []
  return [{ id: row.id, scope: 'subject', at: row.cutoff_at, cause: 'cutoff', by: null, note: null }]
}
