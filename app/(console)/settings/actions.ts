'use server'

import type { z } from 'zod'
import { membersOf, serverAction } from '@/lib/actions/action'
import { formAction, textOf } from '@/lib/actions/form-action'
import { renewing } from '@/lib/actions/renewing'
import { relyingParty } from '@/lib/auth/relying-party'
import { routes } from '@/lib/routes'
import type { Outcome } from '@/lib/services/command'
import type { Context } from '@/lib/services/context'
import { changePassword } from '@/lib/services/operators/account/change-password'
import { renameSelf } from '@/lib/services/operators/account/rename-self'
import { addPasskey, proposePasskey } from '@/lib/services/operators/factors/add-passkey'
import { removePasskey, renamePasskey } from '@/lib/services/operators/factors/change-passkey'
import { enrolTotp, proposeTotp } from '@/lib/services/operators/factors/enrol-totp'
import { removeTotp } from '@/lib/services/operators/factors/remove-totp'
import { renewRecoveryCodes } from '@/lib/services/operators/factors/renew-recovery-codes'
import type { MadePasskey } from '@/lib/services/operators/factors/schemas'

/** Changes the operator's own name. */
export async function saveName(before: unknown, data: FormData) {
  return savingName(before, data)
}

/** Gives the operator's own account a new password; the browser holds their session's new token from then on. */
export async function savePassword(before: unknown, data: FormData) {
  return savingPassword(before, data)
}

/** Makes a seed for the operator's authenticator app; nothing is stored yet. */
export async function startTotp() {
  return startingTotp(undefined)
}

/** Takes the app into use by its first code. */
export async function finishTotp(input: Parameters<typeof enrolTotp>[1]) {
  return finishingTotp(input)
}

/** Stops asking for codes of the app. */
export async function dropTotp() {
  return droppingTotp({})
}

/** Makes new recovery codes; those before stop working. */
export async function renewCodes() {
  return renewingCodes({})
}

/** Tells the browser what passkey to make. */
export async function startPasskey() {
  return startingPasskey(undefined)
}

interface NamedPasskey {
  readonly name: string
  readonly made: z.input<typeof MadePasskey>
}

/** Takes a passkey into use that the browser made. */
export async function finishPasskey(input: NamedPasskey) {
  return finishingPasskey(input)
}

/** Gives a passkey another name. */
export async function namePasskey(input: Parameters<typeof renamePasskey>[1]) {
  return namingPasskey(input)
}

/** Removes a passkey. */
export async function dropPasskey(input: Parameters<typeof removePasskey>[1]) {
  return droppingPasskey(input)
}

/** Factors are also set up where they are demanded. */
const here = { revalidate: () => [routes.settings(), routes.secondFactorDemanded()] }

const savingName = formAction(renameSelf, (data) => ({ name: textOf(data, 'name') }), {
  revalidate: () => [routes.find()],
})
const savingPassword = formAction(renewing(changePassword), (data) => ({
  current: textOf(data, 'current'),
  password: textOf(data, 'password'),
  endOthers: data.get('endOthers') !== null,
}))
const startingTotp = serverAction((context: Context, _: undefined) => read(proposeTotp(context, {})))
const finishingTotp = serverAction(enrolTotp, here)
const droppingTotp = serverAction(removeTotp, here)
const renewingCodes = serverAction(renewRecoveryCodes, here)
const startingPasskey = serverAction((context: Context, _: undefined) =>
  read(proposePasskey(context, { relyingParty: relyingParty() })),
)
const finishingPasskey = serverAction((context: Context, input: NamedPasskey) => {
  const { name, made } = membersOf(input)
  return addPasskey(context, { name, made, relyingParty: relyingParty() })
}, here)
const namingPasskey = serverAction(renamePasskey, here)
const droppingPasskey = serverAction(removePasskey, here)

async function read<R>(reading: Promise<R>): Promise<Outcome<R, never>> {
  return { ok: true, value: await reading }
}
