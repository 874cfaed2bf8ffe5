import { eq } from 'drizzle-orm'
import { operatorIdentity, ssoSession } from '@/db/schema/sso'
import type { Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { type Actor, actorRow } from '../../context'
import type { Transaction } from '../../transaction'

export interface IdentityDraft {
  readonly operatorId: string
  readonly issuer: string
  readonly subject: string
}

/** Stores who an operator is at an issuer; answers its id. Errors: the store's own where somebody else is that already. */
export async function insertIdentity(
  tx: Transaction,
  actor: Actor,
  now: Instant,
  draft: IdentityDraft,
): Promise<string> {
  const id = newId(now)
  await tx.insert(operatorIdentity).values({ id, ...draft, linkedAt: now, ...actorRow(actor) })
  return id
}

/** Takes an identity out of the store, with what was kept of the sessions that began with it. */
export async function forgetIdentity(tx: Transaction, identityId: string): Promise<void> {
  await tx.delete(ssoSession).where(eq(ssoSession.identityId, identityId))
  await tx.delete(operatorIdentity).where(eq(operatorIdentity.id, identityId))
}
