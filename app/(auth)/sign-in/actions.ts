'use server'

import { redirect } from 'next/navigation'
import { answerAction } from '@/lib/actions/action'
import { type FormAnswer, textOf, toFormAnswer } from '@/lib/actions/form-action'
import { enter } from '@/lib/auth/enter'
import { safeNext } from '@/lib/routes'

/** Signs in and leads on to where the operator was going. */
export async function signIn(_before: unknown, data: FormData): Promise<FormAnswer<null>> {
  const result = await answerAction(() => enter({ email: textOf(data, 'email'), password: textOf(data, 'password') }))
  // Outside of what is answered: a redirect travels as an error.
  if (result.ok) redirect(safeNext(textOf(data, 'next')))
  return toFormAnswer(result)
}
