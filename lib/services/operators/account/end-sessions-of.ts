import { and, eq, inArray } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { credentialLive } from '@/db/schema/credential-live'
import type { AuditEntryDraft } from '@/lib/audit/entry'
import type { Cause } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { ASSAY_APPLICATION } from '../../assay-application'
import type { Actor, Context } from '../../context'
import { summarize } from '../../credential-summary'
import { endCredentials } from '../../end-credentials'
import type { StoredCredential } from '../../judge/read-records'
import { lockCredentials } from '../../lock-credentials'
import { type Revocation, revokedEntry } from '../../revocation'
import type { Transaction } from '../../transaction'
import { NOBODY, sweptEntry, trueEnding } from '../../true-ending'

export interface SessionsToEnd {
  readonly subjectId: string
  readonly cause: Cause
  readonly note?: string
  /** Only these, under whatever token each goes on by now. */
  readonly only?: readonly string[]
  /** All but this one, likewise. */
  readonly except?: string
}

export interface EndingAct {
  readonly actor: Actor
  readonly now: Instant
  readonly context: Context
}

/** Ends sessions an operator has at the console. Returns how many ended by this, and the entries of all that did. */
export async function endSessionsOf(
  tx: Transaction,
  { actor, now, context }: EndingAct,
  which: SessionsToEnd,
): Promise<{ ended: number; entries: AuditEntryDraft[] }> {
  const config = await context.services.config.within(tx)
  const stored = await lockCredentials(tx, config, await idsOf(tx, which), { wholeSessions: true })
  const only = which.only && (await familiesOf(tx, which.only))
  const except = await familiesOf(tx, which.except === undefined ? [] : [which.except])
  const living = stored.filter(
    ({ record: { ended, familyId } }) => ended === null && !except.has(familyId) && (only?.has(familyId) ?? true),
  )
  const lapsed = living.flatMap((each) => asEnding(each, trueEnding(each, config, now)))
  const revoked = living.filter((each) => trueEnding(each, config, now) === null)
  const revocations = revoked.map(
    ({ record }): Revocation => ({
      credentialId: record.id,
      endedAt: now,
      reason: 'revoked',
      cause: which.cause,
      note: which.note ?? null,
    }),
  )
  const { correlationId } = context
  await endCredentials(
    tx,
    { now, actor: NOBODY, correlationId },
    lapsed.map(({ draft }) => draft),
  )
  await endCredentials(tx, { now, actor, correlationId }, revocations)
  return {
    ended: revoked.length,
    entries: [
      ...lapsed.map((each) => sweptEntry(each.stored, each.draft)),
      ...revoked.flatMap((each, index) => {
        const draft = revocations[index]
        return draft === undefined ? [] : [revokedEntry(each, draft, summarize(each, config, now).state)]
      }),
    ],
  }
}

async function idsOf(tx: Transaction, { subjectId }: SessionsToEnd): Promise<string[]> {
  const rows = await tx
    .select({ id: credentialLive.credentialId })
    .from(credentialLive)
    .where(and(eq(credentialLive.subjectId, subjectId), eq(credentialLive.applicationId, ASSAY_APPLICATION.id)))
  return rows.map((row) => row.id)
}

/** Which sessions tokens belong to, or belonged to before a renewal. */
export async function familiesOf(tx: Transaction, sessionIds: readonly string[]): Promise<Set<string>> {
  if (sessionIds.length === 0) return new Set()
  const rows = await tx
    .select({ id: credential.familyId })
    .from(credential)
    .where(inArray(credential.id, [...sessionIds]))
  return new Set(rows.map((row) => row.id))
}

function asEnding<D>(stored: StoredCredential, draft: D | null): { stored: StoredCredential; draft: D }[] {
  return draft === null ? [] : [{ stored, draft }]
}
