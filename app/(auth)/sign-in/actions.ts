'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { answerAction } from '@/lib/actions/action'
import { type FormAnswer, textOf, toFormAnswer } from '@/lib/actions/form-action'
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
export async function signInAtIssuer(_before: unknown, data: FormData): Promise<FormAnswer<null>> {
  const next = safeNext(textOf(data, 'next'))
  const result = await answerAction(() => toIssuer({ purpose: 'sign_in', next }))
  if (result.ok) redirect(result.value)
  return toFormAnswer(result)
}

/** Signs in and leads on to where the operator was going, by way of the second factor where one is asked for. */
export async function signIn(_before: unknown, data: FormData): Promise<FormAnswer<null>> {
  const result = await answerAction(() =>
    enter({ by: 'password', email: textOf(data, 'email'), password: textOf(data, 'password') }),
  )
  // Outside of what is answered: a redirect travels as an error.
  if (result.ok) redirect(safeNext(textOf(data, 'next')))
  if (result.error.code === 'second_factor') redirect(routes.secondFactor({ next: textOf(data, 'next') }))
  return toFormAnswer(result)
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
export async function signInWithPasskey({ signed, next }: { signed: SignedPasskeyInput; next: string }) {
  const result = await answerAction(() => enter({ by: 'passkey', signed }))
  if (result.ok) redirect(safeNext(next))
  return result
}
