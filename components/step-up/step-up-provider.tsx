'use client'

import type { ReactNode } from 'react'
import { type StepUpActions, StepUpContext } from './step-up'

/** Lets every form and button below ask "Confirm it is you" when an action demands it. `actions` must stay the same object. */
export function StepUpProvider({ actions, children }: { actions: StepUpActions; children: ReactNode }) {
  return <StepUpContext value={actions}>{children}</StepUpContext>
}
