import { authorityChecks, originChecks, placeChecks, shapeChecks, systemChecks, timeAndEndChecks } from './checks'
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
  const life = facts.record === null ? null : lifecycle(facts.record, facts.policies, now)
  const peeked = allChecks(facts, life, now)
  const checks = reached(peeked)
  const deciding = decidingCheck(checks, life)
  return {
    active: deciding === null && facts.record !== null,
    reason: deciding?.reason ?? null,
    cause: deciding?.cause ?? null,
    since: deciding?.since ?? null,
    also: deciding === null ? [] : alsoTrue(peeked, deciding),
    checks,
    policy: decidingPolicy(life, deciding),
    endsAt: deciding === null ? (life?.endsAt ?? null) : null,
    judgedAt: now,
  }
}

function allChecks(facts: Facts, life: Lifecycle | null, now: Instant): Check[] {
  const before = [...systemChecks(facts), ...shapeChecks(facts), ...originChecks(facts)]
  // Nothing of the later gates is even computed before the secret matched: a public selector must not buy state.
  if (facts.record === null || life === null || before.some((check) => check.outcome === 'failed')) return before
  return [
    ...before,
    ...timeAndEndChecks(facts.record, life, facts, now),
    ...placeChecks(facts, facts.record),
    ...authorityChecks(facts, facts.record),
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
    checks.some((check) => check.outcome === 'failed' && gates.includes(check.gate)),
  )
  if (failedStage === -1) return [...checks]
  const open = STAGES.slice(0, failedStage + 1).flat()
  return checks.map((check) =>
    open.includes(check.gate) ? check : { ...check, outcome: 'not_reached', since: null, cause: null, evidence: {} },
  )
}

function decidingCheck(checks: readonly Check[], life: Lifecycle | null): Check | null {
  const failed = checks.filter((check) => check.outcome === 'failed')
  const decided = life?.findings[0]?.reason
  return failed.find((check) => check.reason === decided) ?? failed[0] ?? null
}

function alsoTrue(checks: readonly Check[], deciding: Check): AlsoTrue[] {
  return checks
    .filter((check) => check.outcome === 'failed' && check.reason !== deciding.reason)
    .map(({ reason, cause, since }) => ({ reason, cause, since }))
}

function decidingPolicy(life: Lifecycle | null, deciding: Check | null): PolicyVersion | null {
  if (life === null) return null
  if (deciding === null) return life.lapses.find((lapse) => lapse.at === life.endsAt)?.policy ?? null
  return life.findings.find((finding) => finding.reason === deciding.reason)?.lapse?.policy ?? null
}
