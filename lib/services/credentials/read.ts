import { and, asc, desc, eq } from 'drizzle-orm'
import { z } from 'zod'
import { auditEntry } from '@/db/schema/audit'
import { credential } from '@/db/schema/credential'
import { refusal } from '@/db/schema/refusal'
import type { CredentialRecord } from '@/lib/core/credential'
import type { UseMinute } from '@/lib/core/history'
import type { Instant } from '@/lib/core/instant'
import { type Reach, reaches } from '@/lib/core/permissions'
import type { PolicyVersion } from '@/lib/core/policy'
import type { Reason } from '@/lib/core/reasons'
import { type CredentialView, viewCredential } from '../credential-view'
import { notFound } from '../errors'
import { readCredential } from '../judge/read-records'
import { readUses } from '../judge/read-uses'
import { veiled, veilOf } from '../masking'
import { query } from '../query'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'

/** One credential with its history, for the sheet and the full page. */
export interface CredentialDetail {
  readonly credential: CredentialView
  /** What the judge reads: for the picture of its life. */
  readonly record: CredentialRecord
  /** Every generation, itself included, oldest first. */
  readonly family: readonly { readonly id: string; readonly generation: number; readonly issuedAt: Instant }[]
  readonly uses: readonly UseMinute[]
  readonly refusals: readonly { readonly at: Instant; readonly reason: Reason; readonly count: number }[]
  readonly acts: readonly {
    readonly id: string
    readonly at: Instant
    readonly action: string
    readonly actorName: string
  }[]
  readonly policies: readonly PolicyVersion[]
  readonly now: Instant
}

const EVENTS_MAX = 200

/** Reads one credential, dead or alive. Errors: `not_found`. */
export const readCredentialDetail = query({
  permission: 'credentials.browse',
  input: z.strictObject({ credentialId: z.uuid() }),
  async run({ db, actor, reach, now, input, services }): Promise<CredentialDetail> {
    const config = await services.config.current()
    const stored = await readCredential(db, config, input.credentialId)
    if (stored === null || !reaches(reach, stored.record.applicationId)) throw notFound('credential')
    const veil = await veilOf(db, actor, now)
    return {
      credential: viewCredential(stored, config, now, veil),
      record: veiled(veil, stored.record, stored.record),
      family: await familyOf(db, stored.record),
      uses: await readUses(db, input.credentialId),
      refusals: await refusalsOf(db, reach, input.credentialId),
      acts: await actsOn(db, input.credentialId),
      policies: config.policiesFor(stored.record.applicationId, stored.record.kind),
      now,
    }
  },
})

function familyOf(db: Reader, { familyId }: CredentialRecord): Promise<CredentialDetail['family']> {
  return db
    .select({ id: credential.id, generation: credential.generation, issuedAt: credential.issuedAt })
    .from(credential)
    .where(eq(credential.familyId, familyId))
    .orderBy(asc(credential.generation))
    .limit(EVENTS_MAX)
}

/** Wherever it was presented: it is told where that is within reach. */
function refusalsOf(db: Reader, reach: Reach, credentialId: string): Promise<CredentialDetail['refusals']> {
  return db
    .select({ at: refusal.lastAt, reason: refusal.reason, count: refusal.count })
    .from(refusal)
    .where(and(eq(refusal.credentialId, credentialId), withinReach(reach, refusal.applicationId)))
    .orderBy(desc(refusal.lastAt))
    .limit(EVENTS_MAX)
}

function actsOn(db: Reader, credentialId: string): Promise<CredentialDetail['acts']> {
  return db
    .select({ id: auditEntry.id, at: auditEntry.at, action: auditEntry.action, actorName: auditEntry.actorLabel })
    .from(auditEntry)
    .where(eq(auditEntry.targetId, credentialId))
    .orderBy(desc(auditEntry.at))
    .limit(EVENTS_MAX)
}
