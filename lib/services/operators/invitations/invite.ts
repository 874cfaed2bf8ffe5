import { and, eq, isNull, sql } from 'drizzle-orm'
import { operator } from '@/db/schema/operator'
import { operatorInvitation } from '@/db/schema/operator-invitation'
import { entry } from '@/lib/audit/entry'
import { newId } from '@/lib/crypto/id'
import { command, refused } from '../../command'
import { actorRow } from '../../context'
import { requireMayGive } from '../../guard-operators'
import type { Transaction } from '../../transaction'
import { actingNow, isOwner, requireApplications } from '../manage/take-operator'
import { InvitationInput } from '../schemas'
import { findProvider } from '../sso/read-provider'
import { findOpenOf, type InvitationLink, invitationTarget, mailLink, newToken } from './open-invitation'

/**
 * Invites somebody to become an operator, by a link that is good once and for a day. They choose their own password with it.
 * Outcomes `email_taken`, `already_invited`, `issuer_only`. Errors: `invalid_input`, by field; `forbidden` for a role that may do
 * more than the actor's.
 */
export const inviteOperator = command({
  permission: 'operators.manage',
  input: InvitationInput,
  async run({ tx, actor, now, services, input }) {
    const by = await actingNow(tx, actor)
    requireMayGive(by, input.bindings)
    requireApplications(await services.config.within(tx), input.bindings)
    if (!isOwner(input.bindings) && !(await passwordsCount(tx))) return ISSUER_ONLY
    if (await isOperator(tx, input.email))
      return refused<'email_taken'>('email_taken', 'An operator has this mail address already.')
    const earlier = await findOpenOf(tx, input.email)
    if (earlier !== null && earlier.expiresAt > now)
      return refused<'already_invited'>(
        'already_invited',
        'They are invited already. Renew or withdraw that invitation.',
      )
    if (earlier !== null)
      await tx.update(operatorInvitation).set({ withdrawnAt: now }).where(eq(operatorInvitation.id, earlier.id))
    const { token, ...kept } = newToken(now)
    const id = newId(now)
    await tx.insert(operatorInvitation).values({ id, ...input, ...kept, createdAt: now, ...actorRow(by) })
    const { expiresAt } = kept
    const mailed = await mailLink(tx, services, now, { id, token, expiresAt })
    const result: InvitationLink = { id, token, expiresAt, mailed }
    const { bindings } = input
    return { result, entries: [entry('operator.invited', invitationTarget(id), { bindings, expiresAt, mailed })] }
  },
})

const ISSUER_ONLY = refused<'issuer_only'>(
  'issuer_only',
  'Only owners have passwords here: everybody else signs in at the issuer. Give one of their groups a role under Single sign-on.',
)

async function passwordsCount(tx: Transaction): Promise<boolean> {
  const provider = await findProvider(tx)
  return provider === null || !provider.enabled || provider.passwordsAllowed
}

async function isOperator(tx: Transaction, email: string): Promise<boolean> {
  const found = await tx
    .select({ id: operator.id })
    .from(operator)
    .where(and(eq(sql`lower(${operator.email})`, sql`lower(${email})`), isNull(operator.removedAt)))
  return found.length > 0
}
