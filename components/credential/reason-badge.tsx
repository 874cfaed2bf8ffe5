import { Ban, ShieldAlert } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { type Reason, reasonFacts } from '@/lib/core/reasons'

/** A reason in a list of refusals. Red with a shield means that somebody should look; everyday ones stay quiet. */
export function ReasonBadge({ reason, word }: { reason: Reason; word: string }) {
  const alarming = reasonFacts(reason).severity === 'alarm'
  return (
    <Badge tone={alarming ? 'refused' : 'neutral'} icon={alarming ? ShieldAlert : Ban}>
      {word}
    </Badge>
  )
}
