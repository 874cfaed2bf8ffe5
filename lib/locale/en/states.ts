import type { State } from '@/lib/core/lifecycle'

interface StateText {
  readonly label: string
  readonly meaning: string
}

/** The words of a list. A refused presentation has a reason, never a state. */
export const STATE_TEXTS: Readonly<Record<State, StateText>> = {
  active: { label: 'Active', meaning: 'Accepted, and no end is near.' },
  ending_soon: { label: 'Ending soon', meaning: 'Accepted, in the last fifth of the limit that will end it.' },
  pending: { label: 'Pending', meaning: 'Not accepted before its start.' },
  in_overlap: { label: 'In overlap', meaning: 'A successor exists; still accepted for a while.' },
  suspended: { label: 'Suspended', meaning: 'Not accepted for now; may become active again.' },
  ended: { label: 'Ended', meaning: 'No longer accepted.' },
}
