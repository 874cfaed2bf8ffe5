import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { operatorInvitation } from '@/db/schema/operator-invitation'
import { entry } from '@/lib/audit/entry'
import type { Role } from '@/lib/core/permissions'
import { command, refused } from '../../command'
import { lockOperators } from '../../lock-operators'
import { query } from '../../query'
import { insertOperator, operatorEntries } from '../insert-operator'
import { Password } from '../schemas'
import { findByToken, type Invitation, invitationTarget, stillStands } from './open-invitation'

const Token = z.string().max(128)

/** What an invitation tells its holder before they accept. */
export type InvitationState =
  | { readonly state: 'not_usable' }
  | {
      readonly state: 'usable'
      readonly name: string
      readonly email: string
      readonly invitedBy: string
      readonly roles: readonly { readonly role: Role; readonly application: string | null }[]
    }

/** Whether an invitation can still be accepted, and what it gives. For the system, on behalf of whoever holds the link. */
export const readInvitation = query({
  permission: 'system.work',
  input: z.strictObject({ token: Token }),
  async run({ db, now, services, input }): Promise<InvitationState> {
    const found = await findByToken(db, input.token, now)
    if (found === null) return { state: 'not_usable' }
    const { applications } = await services.config.current()
    const { name, email, actorLabel: invitedBy, bindings } = found
    const roles = bindings.map(({ role, applicationId }) => ({
      role,
      application: applicationId === null ? null : (applications.get(applicationId)?.name ?? null),
    }))
    return { state: 'usable', name, email, invitedBy, roles }
  },
})

/**
 * Makes whoever holds the link an operator, with a password of their own choice. Of many at once one succeeds. Outcomes
 * `link_not_usable` (also where whoever invited could not give this any more), `email_taken`. Errors: `invalid_input` at
 * `/password`; the link is then still good.
 */
export const acceptInvitation = command({
  permission: 'system.work',
  input: z.strictObject({ token: Token, password: Password }),
  async run({ tx, now, input: { token, password } }) {
    await lockOperators(tx)
    const invitation = await findByToken(tx, token, now)
    if (invitation === null || !(await stillStands(tx, invitation))) return NOT_USABLE
    const { id, name, email, bindings } = invitation
    const made = await insertOperator(tx, inviterOf(invitation), now, { name, email, password, bindings })
    if (made === null)
      return refused<'email_taken'>('email_taken', 'An operator has this mail address already. Sign in.')
    await tx
      .update(operatorInvitation)
      .set({ acceptedAt: now, operatorId: made.id })
      .where(eq(operatorInvitation.id, id))
    const accepted = entry('operator.invitation_accepted', invitationTarget(id), { operatorId: made.id })
    return { result: { email }, entries: [accepted, ...operatorEntries(made, bindings)] as const }
  },
})

const NOT_USABLE = refused<'link_not_usable'>(
  'link_not_usable',
  'This invitation was used or withdrawn, or is older than a day. Ask whoever invited you for another.',
)

/** The roles were given by whoever invited, not by who took them. */
function inviterOf({ actorType, actorId, actorLabel }: Invitation) {
  return { type: actorType, id: actorId, name: actorLabel }
}
