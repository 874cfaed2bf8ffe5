import type { Kind } from './credential'
import type { Instant } from './instant'
import type { State } from './lifecycle'
import type { Verdict } from './verdict'

/** An explanation as it stood when somebody joined it to a case or shared it: facts, which the locale tells whenever it is read. */
export interface FrozenExplanation {
  readonly frozenAt: Instant
  readonly verdict: Verdict
  /** The reference a person read; null where no request was explained. */
  readonly requestId: string | null
  readonly kind: Kind | null
  readonly applicationName: string | null
  readonly subjectName: string | null
  readonly credential: {
    readonly id: string
    readonly label: string
    readonly name: string | null
    readonly state: State
  } | null
  readonly seen: {
    readonly ip: string | null
    readonly country: string | null
    readonly device: string | null
    readonly count: number
  } | null
}
