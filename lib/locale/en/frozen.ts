import type { FrozenExplanation } from '@/lib/core/frozen-explanation'
import { type Explained, explainVerdict } from './explain'
import type { TellingContext } from './telling'

/** For whom and about what a frozen explanation is told. */
export function frozenContext(frozen: FrozenExplanation, zone: string): TellingContext {
  const { verdict, kind, subjectName, applicationName } = frozen
  return { judgedAt: verdict.judgedAt, isNow: false, zone, kind, subjectName, applicationName }
}

/** An explanation as it stood, in words. */
export function tellFrozen(frozen: FrozenExplanation, zone: string): Explained {
  return explainVerdict(frozen.verdict, frozenContext(frozen, zone))
}
