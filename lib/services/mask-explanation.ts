import type { FrozenExplanation } from '@/lib/core/frozen-explanation'
import type { Check, Evidence } from '@/lib/core/verdict'

/** Words of closed lists, and what the caller asked for: none of them names a person, a place or a record. */
const SHOWN = new Set([
  ...['looksLike', 'environment', 'kind', 'expected', 'audience', 'part', 'why', 'policyScope', 'cutoffScope'],
  ...['cutoffCause', 'asked'],
])

/**
 * An explanation for those who are not signed in: times, limits and the reason, with the reference as the only id. Names, mail,
 * addresses, notes and who did it are left out before it is stored, so no later defect can show them.
 */
export function maskExplanation(frozen: FrozenExplanation): FrozenExplanation {
  const { verdict, seen } = frozen
  return {
    ...frozen,
    verdict: { ...verdict, policy: null, checks: verdict.checks.map(maskCheck) },
    subjectName: null,
    credential: null,
    seen: seen === null ? null : { ip: null, country: seen.country, device: null, count: seen.count },
  }
}

function maskCheck(check: Check): Check {
  return { ...check, evidence: maskEvidence(check.evidence) }
}

/** Numbers are times, limits and counts. */
function maskEvidence(evidence: Evidence): Evidence {
  return Object.fromEntries(
    Object.entries(evidence).filter(
      ([name, value]) => value === null || typeof value === 'number' || typeof value === 'boolean' || SHOWN.has(name),
    ),
  )
}
