import { CAUSES } from '@/lib/core/credential'
import { CAUSE_TEXTS } from '../causes'
import { ago, type CheckText, dotted, happened, happenedCheck, type Seen } from '../check-text'
import { amount, away, given, instant, text } from '../telling'

/** Lines for gate C. */
export const ENDED_CHECKS = {
  revoked: {
    label: 'Revocation',
    fact: happened('not revoked', 'revoked'),
    rule: (seen) => (seen.passed ? '' : dotted(cause(seen), cutoff(seen), note(seen))),
  },
  superseded: {
    label: 'Successor',
    fact: (seen) => {
      if (!seen.passed) return `overlap ended${ago(seen)}`
      const until = given(amount(seen, 'overlapUntil'), (at) => `replaced, overlap ends ${away(at, seen.context)}`)
      return until || 'not replaced'
    },
    rule: (seen) =>
      dotted(
        given(amount(seen, 'overlapUntil'), (at) => `accepted until ${instant(at, seen.context)}`),
        given(text(seen, 'successorId'), (id) => `successor ${id}`),
      ),
  },
  replayed: happenedCheck('Reuse', 'presented by one holder', 'presented after its replacement'),
  consumed: happenedCheck('Single use', 'not used yet', 'used'),
  subject_disabled: {
    label: 'Person or service',
    fact: happened('enabled', 'disabled'),
    rule: (seen) => dotted(until(seen), note(seen)),
  },
  application_disabled: {
    label: 'Application',
    fact: happened('enabled', 'disabled'),
    rule: (seen) => dotted(until(seen), note(seen)),
  },
} as const satisfies Record<string, CheckText>

function cause(seen: Seen): string {
  const name = text(seen, 'cutoffCause') ?? seen.cause
  const known = CAUSES.find((each) => each === name)
  if (known === undefined) return ''
  const label = CAUSE_TEXTS[known].label.toLowerCase()
  return known === 'unspecified' ? label : `cause: ${label}`
}

function cutoff(seen: Seen): string {
  return given(
    text(seen, 'cutoffScope'),
    (scope) => `cutoff for the ${scope === 'subject' ? 'person or service' : scope}`,
  )
}

export function note(seen: Seen): string {
  return given(text(seen, 'note'), (words) => `“${words}”`)
}

function until(seen: Seen): string {
  return given(amount(seen, 'until'), (at) => `until ${instant(at, seen.context)}`)
}
