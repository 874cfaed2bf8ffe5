import { asc, inArray, sql } from 'drizzle-orm'
import { credentialEnd } from '@/db/schema/credential-end'
import { credentialLive } from '@/db/schema/credential-live'
import type { Cause, EndReason } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { actorRow, type Signatory } from './context'
import { endingNotices, isTold } from './ending-notices'
import { enqueueNotices } from './enqueue-notices'
import { readContacts } from './key-contacts'
import type { Transaction } from './transaction'

/** One ending to store, with its true instant. */
export interface EndingDraft {
  readonly credentialId: string
  readonly endedAt: Instant
  readonly reason: EndReason
  readonly cause: Cause | null
  readonly note: string | null
  /** A sweep ends only where the last use is still what it judged by. */
  readonly onlyIfLastUsedAt?: Instant
}

export interface EndingContext {
  readonly now: Instant
  readonly actor: Signatory
  readonly correlationId: string
}

/**
 * Ends credentials set-wise: delete live, insert the tombstones. Returns the ids that were live until now; the others
 * had ended before, and their first ending stands. Locks in ascending id order. Owners and contacts are told by mail of what they should know.
 */
export async function endCredentials(
  tx: Transaction,
  { now, actor, correlationId }: EndingContext,
  drafts: readonly EndingDraft[],
): Promise<Set<string>> {
  const held = await lockLive(tx, drafts)
  const byId = new Map(drafts.map((draft) => [draft.credentialId, draft]))
  const rows = held.flatMap((live) => {
    const draft = byId.get(live.credentialId)
    if (draft === undefined || (draft.onlyIfLastUsedAt !== undefined && draft.onlyIfLastUsedAt !== live.lastUsedAt))
      return []
    return [{ live, draft }]
  })
  if (rows.length === 0) return new Set()
  const ids = rows.map(({ live }) => live.credentialId)
  await tx.delete(credentialLive).where(inArray(credentialLive.credentialId, ids))
  await tx.insert(credentialEnd).values(
    rows.map(({ live, draft }) => ({
      ...tombstone(live),
      ...actorRow(actor),
      endedAt: draft.endedAt,
      recordedAt: now,
      reason: draft.reason,
      cause: draft.cause,
      note: draft.note,
      correlationId,
    })),
  )
  const endings = rows.map(({ live, draft: { endedAt, reason, cause } }) => ({
    ...{ ...live, correlationId },
    ...{ endedAt, reason, cause },
  }))
  const keys = endings.filter((ending) => ending.kind === 'api_key' && isTold(ending))
  const contacts = await readContacts(
    tx,
    keys.map(({ credentialId }) => credentialId),
  )
  await enqueueNotices(tx, now, endingNotices(endings, actor, contacts))
  return new Set(ids)
}

type LiveRow = typeof credentialLive.$inferSelect

function lockLive(tx: Transaction, drafts: readonly EndingDraft[]): Promise<LiveRow[]> {
  const ids = drafts.map((draft) => draft.credentialId)
  return tx
    .select()
    .from(credentialLive)
    .where(sql`${credentialLive.credentialId} = any(${sql.param(ids)}::uuid[])`)
    .orderBy(asc(credentialLive.credentialId))
    .for('update')
}

function tombstone(live: LiveRow) {
  const { credentialId, digest, pepperVersion, kind, applicationId, subjectId, signedInAt, overlapUntil, successorId } =
    live
  const { lastUsedAt, lastUsedIp, lastUsedUserAgent, useCount, allowedAddresses, tags } = live
  return {
    credentialId,
    digest,
    pepperVersion,
    kind,
    applicationId,
    subjectId,
    signedInAt,
    overlapUntil,
    successorId,
    lastUsedAt,
    lastUsedIp,
    lastUsedUserAgent,
    useCount,
    allowedAddresses,
    tags,
  }
}
