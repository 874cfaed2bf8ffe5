import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import { type SSO_PURPOSES, ssoAttempt } from '@/db/schema/sso'
import { type Instant, MINUTE } from '@/lib/core/instant'
import type { Services } from '../../context'
import { databaseNow } from '../../query'
import { record } from '../../record'
import type { Transaction } from '../../transaction'

export type SsoPurpose = (typeof SSO_PURPOSES)[number]

export interface SsoAttemptDraft {
  readonly purpose: SsoPurpose
  /** The operator's session in which it begins; null at the door. */
  readonly sessionId: string | null
  readonly next: string
}

/** An attempt that came back in time and for the first time. */
export interface TakenAttempt extends SsoAttemptDraft {
  readonly startedAt: Instant
}

/** A person may be asked for a second factor there, look for a phone, and come back. */
export const ATTEMPT_LIFE = 10 * MINUTE

/** Remembers that a journey to the issuer began; answers when. `digest` is SHA-256 of its state. */
export function beginAttempt(services: Services, digest: Buffer, draft: SsoAttemptDraft): Promise<Instant> {
  return record(services.db, async (tx) => {
    const startedAt = await databaseNow(tx)
    await forget(tx, startedAt)
    await tx.insert(ssoAttempt).values({ digest, ...draft, startedAt })
    return startedAt
  })
}

/** Takes an attempt, once: null when it never began here, is over, or came back before. */
export function takeAttempt(services: Services, digest: Buffer): Promise<TakenAttempt | null> {
  return record(services.db, async (tx) => {
    const now = await databaseNow(tx)
    const [taken] = await tx
      .update(ssoAttempt)
      .set({ usedAt: now })
      .where(
        and(eq(ssoAttempt.digest, digest), isNull(ssoAttempt.usedAt), gt(ssoAttempt.startedAt, now - ATTEMPT_LIFE)),
      )
      .returning()
    if (taken === undefined) return null
    const { purpose, sessionId, next, startedAt } = taken
    return { purpose, sessionId, next, startedAt }
  })
}

/** In small steps, past those another attempt is holding. */
async function forget(tx: Transaction, now: Instant): Promise<void> {
  const old = tx
    .select({ digest: ssoAttempt.digest })
    .from(ssoAttempt)
    .where(sql`${ssoAttempt.startedAt} < ${new Date(now - 2 * ATTEMPT_LIFE).toISOString()}`)
    .limit(100)
    .for('update', { skipLocked: true })
  await tx.delete(ssoAttempt).where(inArray(ssoAttempt.digest, old))
}
