'use server'

import { headers } from 'next/headers'
import { answerAction, membersOf } from '@/lib/actions/action'
import { textOf } from '@/lib/actions/form-action'
import { goOn, leadingForm, leadOn } from '@/lib/actions/leading'
import { enter, setDoor } from '@/lib/auth/enter'
import { systemContext } from '@/lib/auth/operator-door'
import { relyingParty } from '@/lib/auth/relying-party'
import { sourceOf } from '@/lib/auth/request-source'
import { toIssuer } from '@/lib/auth/to-issuer'
import { consoleServices } from '@/lib/console-services'
import { randomSecret } from '@/lib/crypto/random'
import { routes, safeNext } from '@/lib/routes'
import type { SignedPasskeyInput } from '@/lib/services/operators/factors/schemas'
import { requestPasskeySignIn } from '@/lib/services/operators/sign-in-by-passkey'

/** Leads to the issuer of single sign-on, and from there to where the operator was going. */
export async function signInAtIssuer(before: unknown, data: FormData) {
  return leadingToIssuer(before, data)
}

/** Signs in and leads on to where the operator was going, by way of the second factor where one is asked for. */
export async function signIn(before: unknown, data: FormData) {
  return signingIn(before, data)
}

/** What the browser needs to sign in with a passkey alone; the answer counts only in the same browser. */
export async function startPasskeySignIn() {
  return answerAction(async () => {
    const browser = randomSecret()
    const context = systemContext(consoleServices(), sourceOf(await headers()).ip)
    const value = await requestPasskeySignIn(context, { browser, relyingParty: relyingParty() })
    await setDoor('challenge', browser)
    return { ok: true, value }
  })
}

/** Signs in with the passkey that signed. */
export async function signInWithPasskey(input: { signed: SignedPasskeyInput; next: string }) {
  return leadOn(async () => {
    const { signed, next } = membersOf(input)
    const entered = await enter({ by: 'passkey', signed })
    return entered.ok ? goOn(safeNext(next)) : entered
  })
}

const leadingToIssuer = leadingForm((data) => toIssuer({ purpose: 'sign_in', next: safeNext(textOf(data, 'next')) }))
const signingIn = leadingForm(async (data) => {
  const [email, password, next] = [textOf(data, 'email'), textOf(data, 'password'), textOf(data, 'next')]
  const entered = await enter({ by: 'password', email, password })
  if (entered.ok) return goOn(safeNext(next))
  return entered.code === 'second_factor' ? goOn(routes.secondFactor({ next })) : entered
})
