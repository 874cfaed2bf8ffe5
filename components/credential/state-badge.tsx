import { Ban, Check, CircleSlash, Clock, Hourglass, Layers2, type LucideIcon, Minus, Pause, UserX } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import type { Tone } from '@/components/ui/tone'

type Look = { tone: Tone; icon: LucideIcon; word: string }

/** The one table of what a credential's state looks like. Colour never stands alone. */
export const credentialStates = {
  active: { tone: 'active', icon: Check, word: 'active' },
  ending_soon: { tone: 'soon', icon: Clock, word: 'ending soon' },
  pending: { tone: 'system', icon: Hourglass, word: 'pending' },
  in_overlap: { tone: 'soon', icon: Layers2, word: 'in overlap' },
  suspended: { tone: 'held', icon: Pause, word: 'suspended' },
  not_yet_valid: { tone: 'system', icon: Minus, word: 'not yet valid' },
  ended: { tone: 'ended', icon: CircleSlash, word: 'ended' },
  disabled: { tone: 'held', icon: UserX, word: 'disabled' },
} as const satisfies Record<string, Look>

export type CredentialState = keyof typeof credentialStates

/** `words` says more than the state's own word where that helps: "ends in 6 min". */
export function StateBadge({ state, words }: { state: CredentialState; words?: ReactNode }) {
  const { tone, icon, word } = credentialStates[state]
  return (
    <Badge tone={tone} icon={icon}>
      {words ?? word}
    </Badge>
  )
}

/** What the judge said about one presentation. A verdict is never the state of a credential. */
export function VerdictBadge({ active }: { active: boolean }) {
  return active ? (
    <Badge tone="active" icon={Check}>
      Accepted
    </Badge>
  ) : (
    <Badge tone="refused" icon={Ban}>
      Refused
    </Badge>
  )
}
