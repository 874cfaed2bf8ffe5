import { and, eq, isNull } from 'drizzle-orm'
import { disabling } from '@/db/schema/disabling'
import type { Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { type Actor, actorRow } from './context'
import type { Transaction } from './transaction'

export interface DisablingTarget {
  readonly targetType: 'subject' | 'application'
  readonly targetId: string
}

/** Whether a subject or an application is disabled. */
export async function isDisabled(tx: Transaction, { targetId }: DisablingTarget): Promise<boolean> {
  const open = await tx
    .select({ id: disabling.id })
    .from(disabling)
    .where(and(eq(disabling.targetId, targetId), isNull(disabling.untilAt)))
  return open.length > 0
}

/** Opens a disabled stretch. False when one is open already. */
export async function disable(
  tx: Transaction,
  { actor, now, note }: { actor: Actor; now: Instant; note: string | null },
  target: DisablingTarget,
): Promise<boolean> {
  const opened = await tx
    .insert(disabling)
    .values({ id: newId(now), ...target, fromAt: now, untilAt: null, note, ...actorRow(actor) })
    .onConflictDoNothing()
    .returning({ id: disabling.id })
  return opened.length > 0
}

/** Closes the open stretch: what was not ended meanwhile works again. False when none is open. */
export async function enable(tx: Transaction, now: Instant, { targetId }: DisablingTarget): Promise<boolean> {
  const closed = await tx
    .update(disabling)
    .set({ untilAt: now })
    .where(and(eq(disabling.targetId, targetId), isNull(disabling.untilAt)))
    .returning({ id: disabling.id })
  return closed.length > 0
}
