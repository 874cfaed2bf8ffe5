import { and, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { operator } from '@/db/schema/operator'
import { entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { command, refused } from '../../command'
import { lockOperators } from '../../lock-operators'
import { query } from '../../query'
import type { Reader, Transaction } from '../../transaction'
import { endSessionsOf } from '../account/end-sessions-of'
import { insertOperator, operatorEntries } from '../insert-operator'
import { hasPasswordToForget } from '../open-account'
import { hashPassword } from '../password-hash'
import { requireGoodPassword } from '../password-rule'
import { Password, SetUpInput } from '../schemas'
import { findLink, spendLink, type UsableLink } from './link'

const Token = z.string().max(128)

/** What a link asks its holder for. */
export type LinkState =
  | { readonly state: 'not_usable' }
  | { readonly state: 'reset' | 'forgotten'; readonly name: string; readonly email: string }
  | { readonly state: 'new_owner' }

/** Whether a link can still be used, and for what. For the system, on behalf of whoever holds it. */
export const readLink = query({
  permission: 'system.work',
  input: z.strictObject({ token: Token }),
  async run({ db, now, input }): Promise<LinkState> {
    const link = await findLink(db, input.token, now)
    if (link === null) return { state: 'not_usable' }
    if (link.operatorId === null) return { state: 'new_owner' }
    const account = await accountOf(db, link)
    if (account === null) return { state: 'not_usable' }
    return { state: link.purpose === 'reset' ? 'reset' : 'forgotten', name: account.name, email: account.email }
  },
})

/**
 * Chooses the password of an account that was reset or whose password was forgotten; its sessions end. A second factor that is
 * left is asked for at the sign-in that follows. Outcome `link_not_usable`. Errors: `invalid_input` at
 * `/password`; the link is then still good.
 */
export const redeemReset = command({
  permission: 'system.work',
  input: z.strictObject({ token: Token, password: Password }),
  async run({ tx, actor, now, context, input }) {
    const link = await findLink(tx, input.token, now)
    const account = link === null ? null : await accountOf(tx, link)
    if (link === null || account === null) return NOT_USABLE
    await requireGoodPassword(input.password, account)
    if (!(await spendLink(tx, link, now))) return NOT_USABLE
    await tx
      .update(operator)
      .set({ passwordHash: await hashPassword(input.password) })
      .where(eq(operator.id, account.id))
    const { subjectId } = account
    const ending = await endSessionsOf(tx, { actor, now, context }, { subjectId, cause: 'credential_changed' })
    const target = { targetType: 'operator', targetId: account.id, subjectId } as const
    const purpose = link.purpose === 'reset' ? 'reset' : 'forgotten'
    return {
      result: { email: account.email },
      entries: [entry('account.recovered', target, { purpose }), ...ending.entries],
    }
  },
})

/** Makes the owner a link stands for. Outcomes `link_not_usable`, `email_taken`. Errors: `invalid_input`, by field; the link is then still good. */
export const redeemNewOwner = command({
  permission: 'system.work',
  input: SetUpInput,
  async run({ tx, actor, now, input }) {
    await lockOperators(tx)
    const link = await newOwnerLink(tx, input.token, now)
    if (link === null) return NOT_USABLE
    const bindings = [{ role: 'owner', applicationId: null }] as const
    const made = await insertOperator(tx, actor, now, { ...input, bindings })
    if (made === null) return refused('email_taken', 'An operator has this mail address already.')
    if (!(await spendLink(tx, link, now))) return NOT_USABLE
    const target = { targetType: 'operator', targetId: made.id, subjectId: made.subjectId } as const
    return {
      result: { email: input.email },
      entries: [entry('account.recovered', target, { purpose: 'new_owner' }), ...operatorEntries(made, bindings)],
    }
  },
})

const NOT_USABLE = refused('link_not_usable', 'This link was used, or is older than an hour. Ask for another.')

async function newOwnerLink(tx: Transaction, token: string, now: Instant): Promise<UsableLink | null> {
  const link = await findLink(tx, token, now)
  return link?.purpose === 'new_owner' ? link : null
}

/** Whoever may no longer come in by a password chooses none by a link they asked for. */
async function accountOf(db: Reader, { operatorId, purpose }: UsableLink) {
  if (operatorId === null) return null
  const isTheirs = and(eq(operator.id, operatorId), isNull(operator.removedAt))
  const mayChoose = purpose === 'forgotten' ? hasPasswordToForget : undefined
  const [found] = await db
    .select({ id: operator.id, subjectId: operator.subjectId, name: operator.name, email: operator.email })
    .from(operator)
    .where(and(isTheirs, mayChoose))
  return found ?? null
}
