'use server'

import { redirect } from 'next/navigation'
import { answerAction } from '@/lib/actions/action'
import { type FormAnswer, textOf, toFormAnswer } from '@/lib/actions/form-action'
import { enter } from '@/lib/auth/enter'
import { toIssuer } from '@/lib/auth/to-issuer'
import { safeNext } from '@/lib/routes'

/** Leads to the issuer of single sign-on, and from there to where the operator was going. */
export async function signInAtIssuer(_before: unknown, data: FormData): Promise<FormAnswer<null>> {
  const next = safeNext(textOf(data, 'next'))
  const result = await answerAction(() => toIssuer({ purpose: 'sign_in', next }))
  if (result.ok) redirect(result.value)
  return toFormAnswer(result)
}

/** Signs in and leads on to where the operator was going. */
export async function signIn(_before: unknown, data: FormData): Promise<FormAnswer<null>> {
  const result = await answerAction(() => enter({ email: textOf(data, 'email'), password: textOf(data, 'password') }))
  // Outside of what is answered: a redirect travels as an error.
  if (result.ok) redirect(safeNext(textOf(data, 'next')))
  return toFormAnswer(result)
}
