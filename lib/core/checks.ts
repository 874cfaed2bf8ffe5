import type { CredentialRecord, Terms } from './credential'
import type { Facts, Source } from './facts'
import { type Instant, SECOND } from './instant'
import type { Finding, Lapse, Lifecycle } from './lifecycle'
import { isListed } from './network'
import { CLOCK_LEEWAY_SECONDS, IDLE_TOLERANCE_SECONDS } from './policy'
import { catalogueOrder, type Reason, reasonFacts } from './reasons'
import type { Check, Evidence } from './verdict'

/** System: Assay's own failures come first, so that they are never blamed on a token. */
export function systemChecks({ verifier }: Facts): Check[] {
  if (verifier.verifier === 'ready') return []
  const reason = verifier.verifier === 'misconfigured' ? 'verifier_misconfigured' : 'verifier_unavailable'
  return [failed(reason, { which: verifier.which })]
}

/** Facts that stop short of a judgement are Assay's failure as well: judgement begins from no. */
export function missingChecks({ shape, origin, record }: Facts): Check[] {
  if (shape !== null && origin.origin === 'not_asked') return [failed('verifier_unavailable', { which: 'origin' })]
  return record === null ? [failed('verifier_unavailable', { which: 'record' })] : []
}

/** Gate A: the string alone. */
export function shapeChecks({ shape, expected }: Facts): Check[] {
  if (shape === null) return []
  if (shape.shape === 'malformed') return [failed('malformed', { length: shape.length, looksLike: shape.looksLike })]
  const prefix = { environment: shape.environment, kind: shape.kind }
  const environments = { ...prefix, expected: expected.environment }
  const here = expected.environment === null || expected.environment === shape.environment
  const inPlace = here ? passed('wrong_environment', environments) : failed('wrong_environment', environments)
  const ours = passed('malformed', prefix)
  if (!here) return [ours, inPlace]
  if (shape.shape === 'mistyped') return [ours, inPlace, failed('mistyped', { part: shape.part, length: shape.length })]
  return [ours, inPlace, passed('mistyped', {})]
}

/** Gate B: did we issue it, and is what we stored still what we issued. */
export function originChecks({ shape, origin }: Facts): Check[] {
  const keyId = shape?.shape === 'well_formed' ? shape.issuerKeyId : null
  switch (origin.origin) {
    case 'not_asked':
      return []
    case 'forged':
      return [failed('forged', { why: origin.why, issuerKeyId: keyId })]
    case 'tampered':
      return [failed('tampered', { imitates: origin.imitates, issuerKeyId: keyId })]
    case 'unknown':
      return [passed('forged', { issuerKeyId: keyId }), failed('unknown', { retentionDays: origin.retentionDays })]
    case 'mismatch':
      return [passed('forged', { issuerKeyId: keyId }), passed('unknown', {}), failed('mismatch', {})]
    case 'genuine':
      return [
        passed('forged', { issuerKeyId: keyId }),
        passed('unknown', {}),
        passed('mismatch', { pepperVersion: origin.pepperVersion }),
      ]
  }
}

/** Gates C and D: one check per reason that has a mechanism, each with what it was decided by. */
export function timeAndEndChecks(record: CredentialRecord, life: Lifecycle, facts: Facts, now: Instant): Check[] {
  const find = (reason: Reason) => life.findings.find((finding) => finding.reason === reason) ?? null
  const lapse = (reason: Lapse['reason']) => life.lapses.find((each) => each.reason === reason) ?? null
  return [
    judged('revoked', find('revoked'), {}),
    judged('superseded', find('superseded'), { successorId: record.successorId, overlapUntil: record.overlapUntil }),
    ...rare('replayed', find('replayed')),
    ...rare('consumed', find('consumed')),
    judged('subject_disabled', find('subject_disabled'), {}),
    judged('application_disabled', find('application_disabled'), {}),
    judged('expired', find('expired'), {
      signedInAt: record.signedInAt,
      expiresAt: record.expiresAt,
      ...limitEvidence(lapse('expired')),
    }),
    judged('idle', find('idle'), {
      lastUsedAt: record.lastUsedAt,
      toleranceSeconds: IDLE_TOLERANCE_SECONDS,
      ...limitEvidence(lapse('idle')),
    }),
    ...rare('rotation_overdue', find('rotation_overdue')),
    judged('suspended', find('suspended'), {}),
    judged('not_yet_valid', find('not_yet_valid'), { notBefore: record.notBefore }),
    clockCheck(facts, now),
  ]
}

/** Gate E: right token, wrong place. */
export function placeChecks({ expected }: Facts, record: CredentialRecord, terms: Terms): Check[] {
  const audience = { audience: record.audience, expected: expected.audience }
  const kind = { kind: record.kind, expected: expected.kind }
  return [
    outcome('wrong_audience', expected.audience === null || expected.audience === record.audience, audience),
    outcome('wrong_kind', expected.kind === null || expected.kind === record.kind, kind),
    addressCheck(expected.source, terms),
  ]
}

/** A list that nobody can be held against accepts nobody: an address that was not reported is refused like a foreign one. */
function addressCheck(source: Source | null, { allowedAddresses }: Terms): Check {
  const address = source?.address ?? null
  const evidence = { address, reported: source === null ? null : address !== null, allowed: allowedAddresses }
  const listed = address !== null && isListed(address, allowedAddresses)
  return outcome('address_not_allowed', source === null || allowedAddresses.length === 0 || listed, evidence)
}

/** Gate F: what the holder may do. Every scope demanded must have been granted. */
export function authorityChecks({ expected }: Facts, { scopes }: Terms): Check[] {
  const granted = expected.scopes.every((scope) => scopes.includes(scope))
  return [outcome('insufficient_scope', granted, { asked: expected.scopes, granted: scopes })]
}

/** The checks of a full trace, in catalogue order: those with a mechanism that can pass. */
const TRACE: readonly Reason[] = [
  'malformed',
  'wrong_environment',
  'mistyped',
  'forged',
  'unknown',
  'mismatch',
  'revoked',
  'superseded',
  'subject_disabled',
  'application_disabled',
  'expired',
  'idle',
  'suspended',
  'not_yet_valid',
  'clock_skew',
  'wrong_audience',
  'wrong_kind',
  'address_not_allowed',
  'insufficient_scope',
]

/** What a full trace would have asked after the checks at hand; the same list whatever the record holds. */
export function unreachedChecks({ shape }: Facts, checks: readonly Check[]): Check[] {
  const last = checks.findLast((check) => check.gate !== 'system')?.reason
  return TRACE.filter((reason) => last === undefined || catalogueOrder(reason, last) > 0)
    .filter((reason) => shape !== null || !['shape', 'origin'].includes(reasonFacts(reason).gate))
    .map((reason) => unreached(passed(reason, {})))
}

/** A check as it reads after an earlier gate failed: without anything it would have told. */
export function unreached(check: Check): Check {
  return { ...check, outcome: 'not_reached', since: null, cause: null, evidence: {} }
}

function clockCheck({ expected }: Facts, now: Instant): Check {
  const skewSeconds = expected.sentAt === null ? null : Math.trunc((expected.sentAt - now) / SECOND)
  const evidence = { skewSeconds, leewaySeconds: CLOCK_LEEWAY_SECONDS }
  const within = expected.sentAt === null || Math.abs(expected.sentAt - now) < CLOCK_LEEWAY_SECONDS * SECOND
  return outcome('clock_skew', within, evidence)
}

function limitEvidence(lapse: Lapse | null): Evidence {
  if (lapse === null) return { limitSeconds: null }
  return {
    limitAt: lapse.at,
    limitSeconds: lapse.limitSeconds,
    policyId: lapse.policy?.policyId ?? null,
    policyName: lapse.policy?.policyName ?? null,
    policyVersion: lapse.policy?.version ?? null,
    policyScope: lapse.policy?.scope ?? null,
    setBy: lapse.policy?.setBy ?? null,
    setAt: lapse.policy?.from ?? null,
  }
}

function judged(reason: Reason, finding: Finding | null, evidence: Evidence): Check {
  if (finding === null) return passed(reason, evidence)
  const who = { by: finding.by, note: finding.note, until: finding.until, ...cutoffEvidence(finding) }
  const limit = finding.lapse === null ? {} : limitEvidence(finding.lapse)
  return { ...failed(reason, { ...evidence, ...who, ...limit }), since: finding.since, cause: finding.cause }
}

function cutoffEvidence({ cutoff }: Finding): Evidence {
  return cutoff === null ? {} : { cutoffId: cutoff.id, cutoffScope: cutoff.scope, cutoffCause: cutoff.cause }
}

/** Reasons without a mechanism of their own yet show only when a stored ending carries them. */
function rare(reason: Reason, finding: Finding | null): Check[] {
  return finding === null ? [] : [judged(reason, finding, {})]
}

function outcome(reason: Reason, holds: boolean, evidence: Evidence): Check {
  return holds ? passed(reason, evidence) : failed(reason, evidence)
}

function passed(reason: Reason, evidence: Evidence): Check {
  return { reason, gate: reasonFacts(reason).gate, outcome: 'passed', since: null, cause: null, evidence }
}

function failed(reason: Reason, evidence: Evidence): Check {
  return { ...passed(reason, evidence), outcome: 'failed' }
}
