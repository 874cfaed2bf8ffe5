'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { answerAction } from '@/lib/actions/action'
import { type FormAnswer, textOf, toFormAnswer } from '@/lib/actions/form-action'
import { enter } from '@/lib/auth/enter'
import { systemContext } from '@/lib/auth/operator-door'
import { sourceOf } from '@/lib/auth/request-source'
import { consoleServices } from '@/lib/console-services'
import { routes } from '@/lib/routes'
import { type LinkState, readLink, redeemNewOwner, redeemReset } from '@/lib/services/operators/recovery/redeem-link'

/** What the link in this browser's hands asks for; null when nobody can tell. */
export async function checkLink(token: string): Promise<LinkState | null> {
  const result = await answerAction(async () => {
    const value = await readLink(await context(), { token })
    return { ok: true as const, value }
  })
  return result.ok ? result.value : null
}

/** Chooses the password of an account, and signs in, by way of the second factor where one is asked for. */
export async function choosePassword(_before: unknown, data: FormData): Promise<FormAnswer<null>> {
  const password = textOf(data, 'password')
  const result = await answerAction(async (correlationId) => {
    const done = await redeemReset({ ...(await context()), correlationId }, { token: textOf(data, 'token'), password })
    return done.ok ? enter({ by: 'password', email: done.value.email, password }) : done
  })
  if (result.ok) redirect(routes.settings())
  if (result.error.code === 'second_factor') redirect(routes.secondFactor())
  return toFormAnswer(result)
}

/** Makes a new owner, and signs in. */
export async function becomeOwner(_before: unknown, data: FormData): Promise<FormAnswer<null>> {
  const [name, email, password] = [textOf(data, 'name'), textOf(data, 'email'), textOf(data, 'password')]
  const result = await answerAction(async (correlationId) => {
    const typed = { token: textOf(data, 'token'), name, email, password }
    const done = await redeemNewOwner({ ...(await context()), correlationId }, typed)
    return done.ok ? enter({ by: 'password', email, password }) : done
  })
  if (result.ok) redirect(routes.settings())
  return toFormAnswer(result)
}

async function context() {
  return systemContext(consoleServices(), sourceOf(await headers()).ip)
}
