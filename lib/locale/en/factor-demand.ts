import type { FactorDemand } from '@/lib/core/sign-in'

interface DemandText {
  readonly label: string
  /** After "of": of whom it is demanded. */
  readonly of: string
}

/** Of whom a second factor is demanded, for whoever chooses and whoever reads what was chosen. */
export const FACTOR_DEMAND_TEXTS: Readonly<Record<FactorDemand, DemandText>> = {
  nobody: { label: 'Nobody', of: 'nobody' },
  administrators: { label: 'Owners and administrators', of: 'owners and administrators' },
  everybody: { label: 'Everybody', of: 'everybody' },
}
