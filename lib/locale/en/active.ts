import type { Check, Verdict } from '@/lib/core/verdict'
import { duration } from '@/lib/format/duration'
import { lengthInWords } from './lengths'
import type { ReasonText } from './reason-text'
import { amount, given, instant, policySentence, type Telling, text, what } from './telling'

/** What is told of a presentation nothing stands against: the parts every verdict has. */
export const ACTIVE_TEXT: Pick<ReasonText, 'headline' | 'happened' | 'holder' | 'operator' | 'customer'> = {
  headline: (telling) => `This ${what(telling).noun} is active. ${endSentence(telling)}`,
  happened: (telling) => {
    const end = given(telling.since, (at) => ` It ends at ${instant(at, telling.context)}.`)
    return `Every check passed.${end}${policySentence(telling)}`
  },
  holder: 'Nothing: it is accepted.',
  operator: 'Nothing. If a request still fails, look for its own request id: the refusal may concern another token.',
  customer: (telling) => `Your ${what(telling).noun} is active, and we see nothing that stands against it.`,
}

/** The telling of an active verdict: `since` is the end ahead, the evidence that of the check that will bring it. */
export function activeTelling(verdict: Verdict, context: Telling['context']): Telling {
  const ending = verdict.checks.find((check) => check.outcome === 'passed' && bringsEnd(check, verdict.endsAt))
  const evidence = { ...ending?.evidence, ends: ending?.reason ?? null }
  return { evidence, since: verdict.endsAt, cause: null, context }
}

function bringsEnd({ reason, evidence }: Check, endsAt: number | null): boolean {
  if (endsAt === null) return false
  return reason === 'superseded' ? evidence.overlapUntil === endsAt : evidence.limitAt === endsAt
}

function endSentence(telling: Telling): string {
  const { since, context } = telling
  if (since === null) return 'No limit ends it by itself.'
  const left = lengthInWords(duration(since - context.judgedAt))
  if (text(telling, 'ends') === 'superseded') return `It was replaced and is accepted in overlap for ${left} more.`
  return `It ends in ${left}${unless(telling)}.`
}

/** A use postpones idleness, rotation a key's own end; an absolute limit of a policy holds for the whole family. */
function unless(telling: Telling): string {
  if (text(telling, 'ends') === 'idle') return ' unless it is used before'
  const own = amount(telling, 'limitSeconds') === null
  return own && telling.context.kind === 'api_key' ? ' unless it is rotated' : ''
}
