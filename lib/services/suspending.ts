import { and, gt, inArray, isNull, lte, or } from 'drizzle-orm'
import { credentialLive } from '@/db/schema/credential-live'
import { suspension } from '@/db/schema/suspension'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { CredentialRecord } from '@/lib/core/credential'
import type { Instant, Interval } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import type { Config } from './config-cache'
import { actorRow, type Signatory } from './context'
import { type CredentialSummary, summarize } from './credential-summary'
import type { StoredCredential } from './judge/read-records'
import type { Transaction } from './transaction'

export interface Suspending {
  readonly config: Config
  readonly now: Instant
  readonly actor: Signatory
  readonly note: string | null
}

/** A credential as it stands from now on, and the entry of what was done to it. */
export interface Suspended {
  readonly credential: CredentialSummary
  readonly entry: AuditEntryDraft
}

/** Suspends credentials that are locked and neither ended nor suspended, until an instant or until somebody resumes them. */
export async function suspendAll(
  tx: Transaction,
  how: Suspending & { readonly until: Instant | null },
  locked: readonly StoredCredential[],
): Promise<Suspended[]> {
  if (locked.length === 0) return []
  const { now, actor, note, until } = how
  const stretch = { fromAt: now, untilAt: until, note, ...actorRow(actor) }
  await tx
    .insert(suspension)
    .values(locked.map(({ record }) => ({ id: newId(now), credentialId: record.id, ...stretch })))
  await tx
    .update(credentialLive)
    .set({ suspendedFrom: now, suspendedUntil: until })
    .where(inArray(credentialLive.credentialId, locked.map(idOf)))
  return locked.map((stored) => {
    const suspensions = [...stored.record.suspensions, { from: now, until, by: actor.name, note }]
    const { credential, states } = changed(stored, suspensions, how)
    const detail = { until, note, ...states }
    return { credential, entry: entry('credential.suspended', targetOf(stored.record), detail) }
  })
}

/** Lets credentials that are locked and suspended be used again. */
export async function resumeAll(
  tx: Transaction,
  how: Suspending,
  locked: readonly StoredCredential[],
): Promise<Suspended[]> {
  if (locked.length === 0) return []
  const { now, note } = how
  const ids = locked.map(idOf)
  const isOpen = or(isNull(suspension.untilAt), gt(suspension.untilAt, now))
  await tx
    .update(suspension)
    .set({ untilAt: now })
    .where(and(inArray(suspension.credentialId, ids), lte(suspension.fromAt, now), isOpen))
  await tx
    .update(credentialLive)
    .set({ suspendedFrom: null, suspendedUntil: null })
    .where(inArray(credentialLive.credentialId, ids))
  return locked.map((stored) => {
    const suspensions = stored.record.suspensions.map((each) =>
      each.until === null || each.until > now ? { ...each, until: now } : each,
    )
    const { credential, states } = changed(stored, suspensions, how)
    return { credential, entry: entry('credential.resumed', targetOf(stored.record), { note, ...states }) }
  })
}

/** What changing its suspensions makes of a credential, without reading it back. */
function changed(stored: StoredCredential, suspensions: readonly Interval[], { config, now }: Suspending) {
  const credential = summarize({ ...stored, record: { ...stored.record, suspensions } }, config, now)
  const before = { state: summarize(stored, config, now).state }
  return { credential, states: { before, after: { state: credential.state } } }
}

function idOf({ record }: StoredCredential): string {
  return record.id
}

function targetOf({ id, applicationId, subjectId }: CredentialRecord) {
  return { targetType: 'credential', targetId: id, applicationId, subjectId } as const
}
