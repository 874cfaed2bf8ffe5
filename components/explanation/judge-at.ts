import { evaluate } from '@/lib/core/evaluate'
import { asOf } from '@/lib/core/history'
import { type Instant, SECOND } from '@/lib/core/instant'
import type { Verdict } from '@/lib/core/verdict'
import { type Explained, explainVerdict } from '@/lib/locale/en/explain'
import type { TellingContext } from '@/lib/locale/en/telling'
import type { Explanation } from '@/lib/services/explanation'

/** A verdict at one instant, with its words. */
export interface Told {
  readonly verdict: Verdict
  readonly words: Explained
  readonly context: TellingContext
}

/** The verdict that was asked for, or the one of another instant: the very judge of the server, run here on the same facts. */
export function describeAt(explanation: Explanation, at: Instant, zone: string): Told {
  const verdict = judgeAt(explanation, at)
  const context = tellingContext(explanation, verdict, zone)
  return { verdict, words: explainVerdict(verdict, context), context }
}

function judgeAt({ verdict, facts, uses }: Explanation, at: Instant): Verdict {
  if (at === verdict.judgedAt || facts?.record === undefined || facts.record === null) return verdict
  const other = evaluate({ ...facts, record: asOf(facts.record, uses, at) }, at)
  // What the token proved about itself does not change with time; by its id alone there is no such proof.
  const proved = verdict.checks.filter(({ gate }) => gate === 'shape' || gate === 'origin')
  return { ...other, checks: [...proved, ...other.checks] }
}

function tellingContext(explanation: Explanation, verdict: Verdict, zone: string): TellingContext {
  const { credential, verdict: asked, now } = explanation
  const prefixKind = asked.checks.flatMap((check) => check.evidence.kind ?? [])[0]
  return {
    judgedAt: verdict.judgedAt,
    isNow: Math.abs(now - verdict.judgedAt) < SECOND,
    zone,
    kind: credential?.kind ?? (prefixKind === 'session' || prefixKind === 'api_key' ? prefixKind : null),
    subjectName: credential === null ? null : (credential.subject.name ?? credential.subject.externalId),
    applicationName: credential?.application.name ?? null,
  }
}
