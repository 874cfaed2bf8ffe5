'use client'

import dynamic from 'next/dynamic'
import { useEverOpen } from '@/components/ui/ever-open'

export type StepUpQuestionProps = {
  open: boolean
  /** It was answered: do again what asked for it. */
  onProven: () => void
  onDecline: () => void
}

const StepUpDialog = dynamic(() => import('./step-up-dialog').then((module) => module.StepUpDialog), { ssr: false })

/** "Confirm it is you", loaded when first asked. Render it inside the dialog or form that asks, so that this stays open behind. */
export function StepUpQuestion(props: StepUpQuestionProps) {
  return useEverOpen(props.open) ? <StepUpDialog {...props} /> : null
}
