'use server'

import { serverAction } from '@/lib/actions/action'
import { environment } from '@/lib/env'
import { routes } from '@/lib/routes'
import type { Outcome } from '@/lib/services/command'
import type { Context } from '@/lib/services/context'
import { inviteOperator } from '@/lib/services/operators/invitations/invite'
import { renewInvitation, withdrawInvitation } from '@/lib/services/operators/invitations/manage-invitation'
import { changeRoles } from '@/lib/services/operators/manage/change-roles'
import { disableOperator, enableOperator } from '@/lib/services/operators/manage/disable-operator'
import { removeOperator } from '@/lib/services/operators/manage/remove-operator'
import { resetOperator } from '@/lib/services/operators/recovery/reset-operator'
import { changeSignInSetting } from '@/lib/services/operators/sign-in-setting'
import { linkIdentityOf } from '@/lib/services/operators/sso/link-identity'
import { unlinkIdentityOf } from '@/lib/services/operators/sso/unlink-identity'

/** Invites somebody; answers the link, which is shown once. */
export async function invite(input: Parameters<typeof inviteOperator>[1]) {
  return inviting(input)
}

/** Makes a new link for an invitation. */
export async function renew(input: Parameters<typeof renewInvitation>[1]) {
  return renewing(input)
}

/** Takes an invitation back. */
export async function withdraw(input: Parameters<typeof withdrawInvitation>[1]) {
  return withdrawing(input)
}

/** Gives an operator other roles. */
export async function changeRolesOf(input: Parameters<typeof changeRoles>[1]) {
  return changing(input)
}

/** Keeps an operator out, and ends what they have open. */
export async function disable(input: Parameters<typeof disableOperator>[1]) {
  return disabling(input)
}

/** Lets an operator sign in again. */
export async function enable(input: Parameters<typeof enableOperator>[1]) {
  return enabling(input)
}

/** Makes an operator none any more. */
export async function remove(input: Parameters<typeof removeOperator>[1]) {
  return removing(input)
}

/** Takes an operator's password and factors away; answers the link with which they choose anew, which is shown once. */
export async function reset(input: Parameters<typeof resetOperator>[1]) {
  return resetting(input)
}

/** Says who an operator is at the issuer. */
export async function linkIdentity(input: Parameters<typeof linkIdentityOf>[1]) {
  return linking(input)
}

/** Takes away who an operator is at the issuer. */
export async function unlinkIdentity(input: Parameters<typeof unlinkIdentityOf>[1]) {
  return unlinking(input)
}

/** Says of whom a second factor is demanded. */
export async function demandFactor(input: Parameters<typeof changeSignInSetting>[1]) {
  return demanding(input)
}

type Linking<I, R, C extends string> = (context: Context, input: I) => Promise<Outcome<R, C>>

/** The verb's token as the address it belongs to. It stands behind the #, which no server and no log is sent. */
function withLink<I, R extends { readonly token: string }, C extends string>(verb: Linking<I, R, C>, path: string) {
  return async (context: Context, input: I): Promise<Outcome<Omit<R, 'token'> & { readonly link: string }, C>> => {
    const outcome = await verb(context, input)
    if (!outcome.ok) return outcome
    const { token, ...rest } = outcome.value
    return { ok: true, value: { ...rest, link: `${environment().consoleUrl}${path}#${token}` } }
  }
}

const demanding = serverAction(changeSignInSetting, { revalidate: () => [routes.operators()] })
const inviting = serverAction(withLink(inviteOperator, routes.invitation()))
const renewing = serverAction(withLink(renewInvitation, routes.invitation()))
const withdrawing = serverAction(withdrawInvitation)
const changing = serverAction(changeRoles)
const disabling = serverAction(disableOperator)
const enabling = serverAction(enableOperator)
const removing = serverAction(removeOperator)
const resetting = serverAction(withLink(resetOperator, routes.recover()))
const linking = serverAction(linkIdentityOf)
const unlinking = serverAction(unlinkIdentityOf)
