import type { Kind } from '@/lib/core/credential'
import type { PolicyLimits } from '@/lib/core/policy'
import { ServiceError } from '../errors'
import type { LimitsGiven } from './schemas'

const NO_LIMITS: PolicyLimits = {
  idleSeconds: null,
  absoluteSeconds: null,
  overlapSecondsMax: null,
  rotateAfterSeconds: null,
}

/** The limits of the next version: what is given, over what stands. Errors: `invalid_input` for what only keys have. */
export function nextLimits(kind: Kind, before: PolicyLimits | null, given: LimitsGiven): PolicyLimits {
  refuseKeyTerms(kind, given)
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
  return { ...limitsOf(before ?? NO_LIMITS), ...said }
}

/** The limits of a version, without the rest of it. */
export function limitsOf(version: PolicyLimits): PolicyLimits {
  const { idleSeconds, absoluteSeconds, overlapSecondsMax, rotateAfterSeconds } = version
  return { idleSeconds, absoluteSeconds, overlapSecondsMax, rotateAfterSeconds }
}

function refuseKeyTerms(kind: Kind, given: LimitsGiven): void {
  if (kind === 'api_key') return
  const fields = (['overlapSecondsMax', 'rotateAfterSeconds'] as const)
    .filter((name) => given[name] != null)
    .map((name) => ({ pointer: `/limits/${name}`, detail: 'Only API keys are rotated: leave it out.' }))
  if (fields.length > 0) throw new ServiceError('invalid_input', 'These limits are of API keys alone.', { fields })
}
