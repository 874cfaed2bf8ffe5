import { CircleCheck, CircleDot } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { CaseState as State } from '@/lib/core/case'
import { CASE_STATE_LABELS } from '@/lib/locale/en/cases'

/** Whether somebody still waits for an answer. */
export function CaseState({ state }: { state: State }) {
  return (
    <Badge tone={state === 'open' ? 'soon' : 'ended'} icon={state === 'open' ? CircleDot : CircleCheck}>
      {CASE_STATE_LABELS[state]}
    </Badge>
  )
}
