import { createContext, useContext } from 'react'
import type { StepUpOffer, StepUpProofInput } from '@/lib/services/operators/step-up'
import type { PasskeyRequest } from './passkey'

/** How an action answers, as far as asking again needs to know. */
export type Answer<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } }

/** Server actions, handed in by the frame of the console. */
export type StepUpActions = {
  /** What this operator can confirm with. */
  readonly offer: () => Promise<Answer<StepUpOffer>>
  /** A challenge for one of their passkeys. */
  readonly request: () => Promise<Answer<PasskeyRequest>>
  /** The address at which the issuer asks again who they are. */
  readonly atIssuer: () => Promise<Answer<string>>
  readonly prove: (proof: StepUpProofInput) => Promise<Answer<unknown>>
}

export const StepUpContext = createContext<StepUpActions | null>(null)

export function useStepUpActions(): StepUpActions {
  const actions = useContext(StepUpContext)
  if (actions === null) throw new Error('An act was asked for outside the frame of the console')
  return actions
}

/** The code with which every action says that it takes a fresh proof of identity. */
export const STEP_UP_REQUIRED = 'step_up_required'
