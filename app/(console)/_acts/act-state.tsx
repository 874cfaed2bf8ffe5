import { Check, CircleSlash, Clock, type LucideIcon, RefreshCw } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'
import type { ActState as State } from '@/lib/core/act'
import { ACT_STATE_TEXTS } from '@/lib/locale/en/bulk'
import type { ActView } from '@/lib/services/acts/act-row'

const LOOKS: Readonly<Record<State, { readonly tone: Tone; readonly icon: LucideIcon }>> = {
  previewed: { tone: 'neutral', icon: Clock },
  running: { tone: 'soon', icon: RefreshCw },
  stopped: { tone: 'ended', icon: CircleSlash },
  done: { tone: 'active', icon: Check },
}

/** How an act stands. */
export function ActState({ act }: { act: ActView }) {
  const { tone, icon } = LOOKS[act.state]
  return (
    <Badge tone={tone} icon={icon}>
      {ACT_STATE_TEXTS[act.state]}
    </Badge>
  )
}
