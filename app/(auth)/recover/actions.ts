'use server'

import { headers } from 'next/headers'
import { answerAction } from '@/lib/actions/action'
import { textOf } from '@/lib/actions/form-action'
import { goOn, leadingForm } from '@/lib/actions/leading'
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
export async function choosePassword(before: unknown, data: FormData) {
  return choosing(before, data)
}

/** Makes a new owner, and signs in. */
export async function becomeOwner(before: unknown, data: FormData) {
  return becoming(before, data)
}

const choosing = leadingForm(async (data, correlationId) => {
  const [token, password] = [textOf(data, 'token'), textOf(data, 'password')]
  const done = await redeemReset({ ...(await context()), correlationId }, { token, password })
  if (!done.ok) return done
  const entered = await enter({ by: 'password', email: done.value.email, password })
  if (entered.ok) return goOn(routes.settings())
  return entered.code === 'second_factor' ? goOn(routes.secondFactor()) : entered
})

const becoming = leadingForm(async (data, correlationId) => {
  const [token, name, email] = [textOf(data, 'token'), textOf(data, 'name'), textOf(data, 'email')]
  const password = textOf(data, 'password')
  const done = await redeemNewOwner({ ...(await context()), correlationId }, { token, name, email, password })
  if (!done.ok) return done
  const entered = await enter({ by: 'password', email, password })
  return entered.ok ? goOn(routes.settings()) : entered
})

async function context() {
  return systemContext(consoleServices(), sourceOf(await headers()).ip)
}
