import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { operatorInvitation } from '@/db/schema/operator-invitation'
import { entry } from '@/lib/audit/entry'
import { command } from '../../command'
import { type Actor, actorRow } from '../../context'
import { notFound } from '../../errors'
import { requireMayGive } from '../../guard-operators'
import { Id } from '../../input-parts'
import type { Transaction } from '../../transaction'
import { actingNow } from '../manage/take-operator'
import { findOpen, type Invitation, type InvitationLink, invitationTarget, mailLink, newToken } from './open-invitation'

const Input = z.strictObject({ invitationId: Id })

/**
 * Makes a new link for an open invitation, good for a day from now; the old one ends. Whoever renews it stands for it from then
 * on. Errors: `not_found` once it was accepted or withdrawn, `forbidden` for what the actor could not give themself.
 */
export const renewInvitation = command({
  permission: 'operators.manage',
  input: Input,
  async run({ tx, actor, now, services, input }) {
    const { by, invitation } = await take(tx, actor, input.invitationId)
    const { id, expiresAt: before } = invitation
    const { token, ...kept } = newToken(now)
    await tx
      .update(operatorInvitation)
      .set({ ...kept, ...actorRow(by) })
      .where(eq(operatorInvitation.id, id))
    const { expiresAt } = kept
    const mailed = await mailLink(tx, services, now, { id, token, expiresAt })
    const result: InvitationLink = { id, token, expiresAt, mailed }
    const change = { before: { expiresAt: before }, after: { expiresAt }, mailed }
    return { result, entries: [entry('operator.invitation_renewed', invitationTarget(id), change)] }
  },
})

/** Takes an open invitation back: its link is worth nothing any more. Errors as for renewing. */
export const withdrawInvitation = command({
  permission: 'operators.manage',
  input: Input,
  async run({ tx, actor, now, input }) {
    const { invitation } = await take(tx, actor, input.invitationId)
    const { id, bindings } = invitation
    await tx.update(operatorInvitation).set({ withdrawnAt: now }).where(eq(operatorInvitation.id, id))
    return { result: null, entries: [entry('operator.invitation_withdrawn', invitationTarget(id), { bindings })] }
  },
})

async function take(tx: Transaction, actor: Actor, id: string): Promise<{ by: Actor; invitation: Invitation }> {
  const by = await actingNow(tx, actor)
  const invitation = await findOpen(tx, id)
  if (invitation === null) throw notFound('invitation')
  requireMayGive(by, invitation.bindings)
  return { by, invitation }
}
