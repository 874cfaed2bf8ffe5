import type { Cause } from '@/lib/core/credential'
import { type Instant, MINUTE } from '@/lib/core/instant'
import { type Reason, reasonFacts } from '@/lib/core/reasons'

/** Something that may be what a person noticed: a stretch of refusals, or an ending. */
export interface Candidate {
  readonly type: 'refused' | 'ended'
  readonly from: Instant
  readonly until: Instant
  readonly reason: Reason
  readonly cause: Cause | null
  readonly credentialId: string | null
}

/** People remember times to about a quarter of an hour: what lies that far away counts a third as much. */
const MEMORY = 15 * MINUTE

/**
 * The candidates by how likely each is what happened to somebody around `at`, best first. A refusal is what a person saw, an
 * ending only what they may have; what they did themselves and what renews without notice comes last. Of one credential
 * the best stays.
 */
export function byLikelihood<C extends Candidate>(candidates: readonly C[], at: Instant): C[] {
  const ranked = candidates
    .map((candidate) => ({ candidate, score: weight(candidate) * Math.exp(-distance(candidate, at) / MEMORY) }))
    .sort((a, b) => b.score - a.score || a.candidate.from - b.candidate.from)
    .map(({ candidate }) => candidate)
  const first = new Map(ranked.toReversed().map((each) => [each.credentialId ?? each, each]))
  return ranked.filter((each) => first.get(each.credentialId ?? each) === each)
}

function distance({ from, until }: Candidate, at: Instant): number {
  return Math.max(0, from - at, at - until)
}

function weight({ type, reason, cause }: Candidate): number {
  if (cause === 'logged_out') return 0.2
  if (reason === 'superseded') return type === 'refused' ? 0.5 : 0.05
  if (type === 'ended') return 0.6
  const { gate } = reasonFacts(reason)
  return gate === 'shape' || gate === 'origin' ? 0.3 : 1
}
