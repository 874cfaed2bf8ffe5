import { createContext, useContext } from 'react'
import type { SignedPasskeyInput } from '@/lib/services/operators/factors/schemas'

/** How an action answers, as far as asking again needs to know. */
export type Answer<Result> =
  | { readonly ok: true; readonly value: Result }
  | { readonly ok: false; readonly error: { readonly code: string; readonly message: string } }

/** What this operator can confirm with. A passkey or a code where they have one; else the password. */
export type StepUpOffer = {
  readonly password: boolean
  readonly totp: boolean
  readonly recoveryCodes: boolean
  /** What to hand to the browser, or null without a passkey. */
  readonly passkey: Parameters<typeof import('@simplewebauthn/browser').startAuthentication>[0]['optionsJSON'] | null
}

export type StepUpProof =
  | { readonly kind: 'password'; readonly password: string }
  | { readonly kind: 'totp' | 'recovery_code'; readonly code: string }
  | { readonly kind: 'passkey'; readonly signed: SignedPasskeyInput }

/** Server actions, handed in by the frame of the console. */
export type StepUpActions = {
  readonly begin: () => Promise<Answer<StepUpOffer>>
  readonly prove: (proof: StepUpProof) => Promise<Answer<null>>
}

export const StepUpContext = createContext<StepUpActions | null>(null)

export function useStepUpActions(): StepUpActions {
  const actions = useContext(StepUpContext)
  if (actions === null) throw new Error('An act was asked for outside the frame of the console')
  return actions
}

/** The code with which every action says that it takes a fresh proof of identity. */
export const STEP_UP_REQUIRED = 'step_up_required'
