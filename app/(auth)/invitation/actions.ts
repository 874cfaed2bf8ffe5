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
import { acceptInvitation, type InvitationState, readInvitation } from '@/lib/services/operators/invitations/accept'

/** What the invitation in this browser's hands gives; null when nobody can tell. */
export async function checkInvitation(token: string): Promise<InvitationState | null> {
  const result = await answerAction(async () => {
    const value = await readInvitation(await context(), { token })
    return { ok: true as const, value }
  })
  return result.ok ? result.value : null
}

/** Becomes an operator, and signs in. */
export async function accept(before: unknown, data: FormData) {
  return accepting(before, data)
}

const accepting = leadingForm(async (data, correlationId) => {
  const [token, password] = [textOf(data, 'token'), textOf(data, 'password')]
  const done = await acceptInvitation({ ...(await context()), correlationId }, { token, password })
  if (!done.ok) return done
  const entered = await enter({ by: 'password', email: done.value.email, password })
  return entered.ok ? goOn(routes.find()) : entered
})

async function context() {
  return systemContext(consoleServices(), sourceOf(await headers()).ip)
}
