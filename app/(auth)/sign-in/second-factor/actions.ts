'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { answerAction } from '@/lib/actions/action'
import { enter, heldAtDoor } from '@/lib/auth/enter'
import { systemContext } from '@/lib/auth/operator-door'
import { relyingParty } from '@/lib/auth/relying-party'
import { sourceOf } from '@/lib/auth/request-source'
import { consoleServices } from '@/lib/console-services'
import { routes, safeNext } from '@/lib/routes'
import type { FactorProofInput } from '@/lib/services/operators/factors/schemas'
import { requestSecondStepPasskey } from '@/lib/services/operators/second-step'

/** Completes the sign-in this browser holds a ticket of. */
export async function finish({ proof, next }: { proof: FactorProofInput; next: string }) {
  const result = await answerAction(() => enter({ by: 'second_factor', proof }))
  if (result.ok) redirect(safeNext(next))
  if (result.error.code === 'start_again') redirect(routes.signIn({ next, error: 'start_again' }))
  return result
}

/** What the browser needs to have a passkey sign for that ticket. */
export async function startPasskey() {
  return answerAction(async () => {
    const context = systemContext(consoleServices(), sourceOf(await headers()).ip)
    const ticket = await heldAtDoor('ticket')
    const value = await requestSecondStepPasskey(context, { ticket, relyingParty: relyingParty() })
    if (value !== null) return { ok: true, value } as const
    return { ok: false, code: 'start_again', message: 'This took too long. Sign in again.' } as const
  })
}
