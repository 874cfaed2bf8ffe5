import type { Reason } from '@/lib/core/reasons'
import type { Verdict } from '@/lib/core/verdict'
import { ACTIVE_TEXT, activeTelling } from './active'
import { REASON_TEXTS } from './reasons'
import { say, type Telling, type TellingContext } from './telling'

/** A verdict in words. */
export interface Explained {
  /** Read first: the verdict in one or two sentences. */
  readonly sentence: string
  /** What happened, with instants, limits, policy versions and names. */
  readonly detail: string
  /** What the holder should do. */
  readonly holder: string
  /** What the operator should check. */
  readonly operator: string
  /** The sentence to send to the customer: no names, no times of day, no secrets. */
  readonly customer: string
}

/** Tells a verdict, active or refused. Pure; relative times count from `context.judgedAt`, absolute ones are in `context.zone`. */
export function explainVerdict(verdict: Verdict, context: TellingContext): Explained {
  if (verdict.reason === null) return explained(ACTIVE_TEXT, activeTelling(verdict, context))
  const { reason, since, cause } = verdict
  const evidence = verdict.checks.find((check) => check.reason === reason)?.evidence ?? {}
  return explained(REASON_TEXTS[reason], { evidence, since, cause, context })
}

/** Three to six words for lists: "Idle limit reached". */
export function reasonTitle(reason: Reason): string {
  return REASON_TEXTS[reason].title
}

/** A word or two for badges, filters and marks: "Idle". */
export function reasonWord(reason: Reason): string {
  return REASON_TEXTS[reason].word
}

function explained(texts: typeof ACTIVE_TEXT, telling: Telling): Explained {
  return {
    sentence: say(texts.headline, telling),
    detail: say(texts.happened, telling),
    holder: say(texts.holder, telling),
    operator: say(texts.operator, telling),
    customer: say(texts.customer, telling),
  }
}
