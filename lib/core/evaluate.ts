import {
  authorityChecks,
  missingChecks,
  originChecks,
  placeChecks,
  shapeChecks,
  systemChecks,
  timeAndEndChecks,
  unreached,
  unreachedChecks,
} from './checks'
import { type CredentialRecord, termsAt } from './credential'
import type { Facts } from './facts'
import type { Instant } from './instant'
import { type Lifecycle, lifecycle } from './lifecycle'
import type { PolicyVersion } from './policy'
import type { Gate } from './reasons'
import type { AlsoTrue, Check, Verdict } from './verdict'

/**
 * The one judge. Begins from no: a presentation is active only when every check of every gate passed.
 * Pure and total; `now` is an argument, so any past instant can be judged with the facts of that instant.
 */
export function evaluate(facts: Facts, now: Instant): Verdict {
  const first = firstChecks(facts)
  // Nothing of the later gates is even computed before the secret matched: a public selector must not buy state.
  const record = first.some(hasFailed) ? null : facts.record
  const life = record === null ? null : lifecycle(record, facts.policies, now)
  const rest = record === null || life === null ? unreachedChecks(facts, first) : laterChecks(facts, record, life, now)
  const peeked = [...first, ...rest]
  const checks = reached(peeked)
  const deciding = decidingCheck(checks, life)
  return {
    active: deciding === null,
    reason: deciding?.reason ?? null,
    cause: deciding?.cause ?? null,
    since: deciding?.since ?? null,
    also: deciding === null || life === null ? [] : alsoTrue(peeked, deciding),
    checks,
    policy: decidingPolicy(life, deciding),
    endsAt: deciding === null ? (life?.endsAt ?? null) : null,
    judgedAt: now,
  }
}

/** System, shape and origin. Facts without a failure and without a record are a failure of ours. */
function firstChecks(facts: Facts): Check[] {
  const asked = [...systemChecks(facts), ...shapeChecks(facts), ...originChecks(facts)]
  return asked.some(hasFailed) ? asked : [...missingChecks(facts), ...asked]
}

function laterChecks(facts: Facts, record: CredentialRecord, life: Lifecycle, now: Instant): Check[] {
  const terms = termsAt(record, now)
  return [
    ...timeAndEndChecks(record, life, facts, now),
    ...placeChecks(facts, record, terms),
    ...authorityChecks(facts, terms),
  ]
}

/** Gates C and D are judged together, so that the earliest ending can win; the others stop what comes after. */
const STAGES: readonly (readonly Gate[])[] = [
  ['system'],
  ['shape'],
  ['origin'],
  ['ended', 'time'],
  ['place'],
  ['authority'],
  ['use'],
]

function reached(checks: readonly Check[]): Check[] {
  const failedStage = STAGES.findIndex((gates) =>
    checks.some((check) => hasFailed(check) && gates.includes(check.gate)),
  )
  if (failedStage === -1) return [...checks]
  const open = STAGES.slice(0, failedStage + 1).flat()
  return checks.map((check) => (open.includes(check.gate) ? check : unreached(check)))
}

function decidingCheck(checks: readonly Check[], life: Lifecycle | null): Check | null {
  const failed = checks.filter(hasFailed)
  const decided = life?.findings[0]?.reason
  return failed.find((check) => check.reason === decided) ?? failed[0] ?? null
}

function alsoTrue(checks: readonly Check[], deciding: Check): AlsoTrue[] {
  return checks
    .filter((check) => hasFailed(check) && check.reason !== deciding.reason)
    .map(({ reason, cause, since }) => ({ reason, cause, since }))
}

function decidingPolicy(life: Lifecycle | null, deciding: Check | null): PolicyVersion | null {
  if (life === null) return null
  if (deciding === null) return life.lapses.find((lapse) => lapse.at === life.endsAt)?.policy ?? null
  return life.findings.find((finding) => finding.reason === deciding.reason)?.lapse?.policy ?? null
}

function hasFailed(check: Check): boolean {
  return check.outcome === 'failed'
}
