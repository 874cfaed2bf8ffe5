/** What a colour means, everywhere. `refused` is a verdict and never the state of a row in a list. */
export type Tone = 'neutral' | 'gold' | 'active' | 'soon' | 'ended' | 'refused' | 'held' | 'system'

/** Words on their own soft ground, at least 4.5:1. */
export const softTone: Record<Tone, string> = {
  neutral: 'bg-raised text-muted',
  gold: 'bg-gold-soft text-gold-ink',
  active: 'bg-active-soft text-active-ink',
  soon: 'bg-soon-soft text-soon-ink',
  ended: 'bg-ended-soft text-ended-ink',
  refused: 'bg-refused-soft text-refused-ink',
  held: 'bg-held-soft text-held-ink',
  system: 'bg-system-soft text-system-ink',
}

/** Words on the plain surface. */
export const inkTone: Record<Tone, string> = {
  neutral: 'text-muted',
  gold: 'text-gold-ink',
  active: 'text-active-ink',
  soon: 'text-soon-ink',
  ended: 'text-ended-ink',
  refused: 'text-refused-ink',
  held: 'text-held-ink',
  system: 'text-system-ink',
}
