export const FACTOR_DEMANDS = ['nobody', 'administrators', 'everybody'] as const
/** Of whom a second factor is demanded: of nobody, of owners and administrators, or of every operator. */
export type FactorDemand = (typeof FACTOR_DEMANDS)[number]
