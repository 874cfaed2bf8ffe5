'use client'

import { type ReactNode, useCallback, useState } from 'react'
import { underNewToken } from './session-renewed'
import { type Answer, STEP_UP_REQUIRED } from './step-up'
import { StepUpQuestion } from './step-up-question'

type Waiting = { readonly settle: (proven: boolean) => void }

/**
 * For acts outside of forms: `const [proven, question] = useProven()`, then `await proven(() => act(input))` and `{question}` in
 * what is rendered. Runs the act; when it demands a fresh proof of identity, asks for one and runs it again. Forms need none
 * of this: their error line asks by itself.
 */
export function useProven(): [
  <Result, Given extends Answer<Result>>(run: () => Promise<Given>) => Promise<Given>,
  ReactNode,
] {
  const [waiting, setWaiting] = useState<Waiting | null>(null)
  const proven = useCallback(async <Given extends Answer<unknown>>(run: () => Promise<Given>): Promise<Given> => {
    const first = await underNewToken(run)
    if (first.ok || first.error.code !== STEP_UP_REQUIRED) return first
    const confirmed = await new Promise<boolean>((settle) => setWaiting({ settle }))
    setWaiting(null)
    return confirmed ? underNewToken(run) : first
  }, [])
  const question = (
    <StepUpQuestion
      open={waiting !== null}
      onProven={() => waiting?.settle(true)}
      onDecline={() => waiting?.settle(false)}
    />
  )
  return [proven, question]
}
