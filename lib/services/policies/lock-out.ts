import type { policy } from '@/db/schema/policy'
import { ASSAY_APPLICATION } from '../assay-application'
import { ServiceError } from '../errors'
import type { EndingLimits } from './schemas'

/** Operators must be able to undo it: so much time they keep to sign in and look. */
const OPERATOR_IDLE_SECONDS_MIN = 120
const OPERATOR_ABSOLUTE_SECONDS_MIN = 600

/** Refuses limits under which no operator could stay long enough to undo them. Errors: `invalid_input`. */
export function refuseLockOut(
  { applicationId, kind }: Pick<typeof policy.$inferSelect, 'applicationId' | 'kind'>,
  limits: EndingLimits,
): void {
  // The installation's ceiling binds operators as well.
  const bindsOperators = kind === 'session' && (applicationId === null || applicationId === ASSAY_APPLICATION.id)
  if (!bindsOperators) return
  const fields = [
    ...tooShort('/limits/idleSeconds', limits.idleSeconds, OPERATOR_IDLE_SECONDS_MIN, 'two minutes'),
    ...tooShort('/limits/absoluteSeconds', limits.absoluteSeconds, OPERATOR_ABSOLUTE_SECONDS_MIN, 'ten minutes'),
  ]
  if (fields.length > 0)
    throw new ServiceError('invalid_input', 'This would lock every operator out of the console.', { fields })
}

function tooShort(pointer: string, seconds: number | null, least: number, words: string) {
  return seconds !== null && seconds < least ? [{ pointer, detail: `It binds operators too: at least ${words}.` }] : []
}
