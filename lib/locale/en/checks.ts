import type { Reason } from '@/lib/core/reasons'
import type { Check } from '@/lib/core/verdict'
import type { CheckText, Seen } from './check-text'
import { ENDED_CHECKS } from './checks/ended'
import { PLACE_CHECKS } from './checks/place'
import { SHAPE_CHECKS } from './checks/shape'
import { TIME_CHECKS } from './checks/time'
import { GATE_LABELS } from './gates'
import type { TellingContext } from './telling'

/** The words for every check of a trace. A reason without its check does not compile. */
export const CHECK_TEXTS: Readonly<Record<Reason, CheckText>> = {
  ...SHAPE_CHECKS,
  ...ENDED_CHECKS,
  ...TIME_CHECKS,
  ...PLACE_CHECKS,
}

/** One line of the verdict's trace. */
export interface DescribedCheck {
  /** What was checked: "Idle limit". */
  readonly label: string
  /** The heading it stands under: "Time". */
  readonly gate: string
  /** What was found: "last use 31 min 6 s ago". */
  readonly fact: string
  /** What it was held against: "limit 30 min · tolerance 2 s · Web sessions v4, set by Dana Ortiz on 3 May 2026"; null when nothing but the fact counts. */
  readonly rule: string | null
}

/** Tells one check. A check that was not reached says only that: whatever it would have found is not told. */
export function describeCheck(check: Check, context: TellingContext): DescribedCheck {
  const { label, fact, rule } = CHECK_TEXTS[check.reason]
  const gate = GATE_LABELS[check.gate]
  if (check.outcome === 'not_reached') return { label, gate, fact: 'not reached', rule: null }
  const { evidence, since, cause } = check
  const seen: Seen = { evidence, since, cause, context, passed: check.outcome === 'passed' }
  return { label, gate, fact: fact(seen), rule: rule(seen) || null }
}
