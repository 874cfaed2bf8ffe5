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
export async function accept(_before: unknown, data: FormData): Promise<FormAnswer<null>> {
  const password = textOf(data, 'password')
  const result = await answerAction(async (correlationId) => {
    const typed = { token: textOf(data, 'token'), password }
    const done = await acceptInvitation({ ...(await context()), correlationId }, typed)
    return done.ok ? enter({ by: 'password', email: done.value.email, password }) : done
  })
  if (result.ok) redirect(routes.find())
  return toFormAnswer(result)
}

async function context() {
  return systemContext(consoleServices(), sourceOf(await headers()).ip)
}
