'use server'

import { headers } from 'next/headers'
import { answerAction, membersOf } from '@/lib/actions/action'
import { goOn, leadOn } from '@/lib/actions/leading'
import { enter, heldAtDoor } from '@/lib/auth/enter'
import { systemContext } from '@/lib/auth/operator-door'
import { relyingParty } from '@/lib/auth/relying-party'
import { sourceOf } from '@/lib/auth/request-source'
import { consoleServices } from '@/lib/console-services'
import { routes, safeNext } from '@/lib/routes'
import type { FactorProofInput } from '@/lib/services/operators/factors/schemas'
import { requestSecondStepPasskey } from '@/lib/services/operators/second-step'

/** Completes the sign-in this browser holds a ticket of. */
export async function finish(input: { proof: FactorProofInput; next: string }) {
  return leadOn(async () => {
    const { proof, next } = membersOf(input)
    const entered = await enter({ by: 'second_factor', proof })
    if (entered.ok) return goOn(safeNext(next))
    return entered.code === 'start_again'
      ? goOn(routes.signIn({ next: safeNext(next), error: 'start_again' }))
      : entered
  })
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
