'use server'

import { serverAction } from '@/lib/actions/action'
import { renewing } from '@/lib/actions/renewing'
import { relyingParty } from '@/lib/auth/relying-party'
import { toIssuer } from '@/lib/auth/to-issuer'
import { routes } from '@/lib/routes'
import type { Outcome } from '@/lib/services/command'
import type { Context } from '@/lib/services/context'
import { ownActor } from '@/lib/services/operators/own-actor'
import { readStepUpOffer, requestStepUpPasskey, type StepUpProofInput, stepUp } from '@/lib/services/operators/step-up'

/** What the operator can confirm with. */
export async function stepUpOffer() {
  return offering(undefined)
}

/** A challenge for one of the operator's passkeys. */
export async function stepUpPasskey() {
  return requesting(undefined)
}

/** Where the issuer asks the operator again who they are; it leads back to a page that says it is done. */
export async function stepUpAtIssuer() {
  return leading(undefined)
}

/** The operator proves who they are; the browser holds their session's new token from then on. */
export async function confirmIdentity(proof: StepUpProofInput) {
  return confirming(proof)
}

const offering = serverAction((context: Context, _: undefined) => read(readStepUpOffer(context, {})))
const requesting = serverAction(async (context: Context, _: undefined) => {
  const value = await requestStepUpPasskey(context, { relyingParty: relyingParty() })
  if (value !== null) return { ok: true, value } as const
  return { ok: false, code: 'no_passkey', message: 'You have no passkey any more. Use another way.' } as const
})
const confirming = serverAction(
  renewing((context: Context, proof: StepUpProofInput) => stepUp(context, { proof, relyingParty: relyingParty() })),
)

const leading = serverAction(async ({ actor }: Context, _: undefined) =>
  toIssuer({ purpose: 'confirm', next: routes.confirmed(), operator: ownActor(actor) }),
)

async function read<R>(reading: Promise<R>): Promise<Outcome<R, never>> {
  return { ok: true, value: await reading }
}
