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
import { setUpFirstOperator } from '@/lib/services/operators/set-up-first-operator'
import { readSetUpLink } from '@/lib/services/operators/set-up-link'

/** Makes the first operator and signs them in. */
export async function setUp(before: unknown, data: FormData) {
  return settingUp(before, data)
}

/** Whether the link in this browser's hands can still be used, so that nobody fills in a form in vain. */
export async function checkSetUpLink(token: string): Promise<'usable' | 'not_usable' | 'already_set_up' | 'unknown'> {
  const result = await answerAction(async () => {
    const value = await readSetUpLink(await context(), { token })
    return { ok: true as const, value }
  })
  return result.ok ? result.value : 'unknown'
}

const settingUp = leadingForm(async (data, correlationId) => {
  const [token, name, email] = [textOf(data, 'token'), textOf(data, 'name'), textOf(data, 'email')]
  const password = textOf(data, 'password')
  const made = await setUpFirstOperator({ ...(await context()), correlationId }, { token, name, email, password })
  if (!made.ok) return made
  const entered = await enter({ by: 'password', email, password })
  return entered.ok ? goOn(routes.find()) : entered
})

async function context() {
  return systemContext(consoleServices(), sourceOf(await headers()).ip)
}
