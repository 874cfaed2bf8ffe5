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
import { setUpFirstOperator } from '@/lib/services/operators/set-up-first-operator'
import { readSetUpLink } from '@/lib/services/operators/set-up-link'

/** Makes the first operator and signs them in. */
export async function setUp(_before: unknown, data: FormData): Promise<FormAnswer<null>> {
  const result = await answerAction(async (correlationId) => {
    const [email, password] = [textOf(data, 'email'), textOf(data, 'password')]
    const made = await setUpFirstOperator(
      { ...(await context()), correlationId },
      { token: textOf(data, 'token'), name: textOf(data, 'name'), email, password },
    )
    return made.ok ? enter({ by: 'password', email, password }) : made
  })
  if (result.ok) redirect(routes.find())
  return toFormAnswer(result)
}

/** Whether the link in this browser's hands can still be used, so that nobody fills in a form in vain. */
export async function checkSetUpLink(token: string): Promise<'usable' | 'not_usable' | 'already_set_up' | 'unknown'> {
  const result = await answerAction(async () => {
    const value = await readSetUpLink(await context(), { token })
    return { ok: true as const, value }
  })
  return result.ok ? result.value : 'unknown'
}

async function context() {
  return systemContext(consoleServices(), sourceOf(await headers()).ip)
}
