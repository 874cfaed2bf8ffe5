import type { FactorDemand } from '@/lib/core/sign-in'

interface DemandText {
  readonly label: string
  readonly hint: string
  /** After "of": of whom it is demanded. */
  readonly of: string
}

/** Of whom a second factor is demanded, for whoever chooses and whoever reads what was chosen. */
export const FACTOR_DEMAND_TEXTS: Readonly<Record<FactorDemand, DemandText>> = {
  nobody: { label: 'Nobody', hint: 'Everybody may set one up.', of: 'nobody' },
  administrators: {
    label: 'Owners and administrators',
    hint: 'Also administrators of single applications.',
    of: 'owners and administrators',
  },
  everybody: { label: 'Everybody', hint: 'Every operator with a password here.', of: 'everybody' },
}
