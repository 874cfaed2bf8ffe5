import { evaluate } from '@/lib/core/evaluate'
import type { Facts } from '@/lib/core/facts'
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/core/instant'
import type { Reason } from '@/lib/core/reasons'
import { reasonFacts } from '@/lib/core/reasons'
import {
  credential,
  cutoff,
  ending,
  expecting,
  facts,
  interval,
  NOON,
  policy,
  WELL_FORMED,
} from '@/lib/core/testing/builders'
import type { Evidence, Verdict } from '@/lib/core/verdict'
import type { TellingContext } from '../telling'

export const CONTEXT: TellingContext = {
  judgedAt: NOON,
  isNow: true,
  zone: 'Europe/Stockholm',
  kind: 'session',
  subjectName: 'Mara Lindqvist',
  applicationName: 'Storefront',
}

/** Where least is known: no names, no kind, a machine asking. */
export const BARE: TellingContext = {
  judgedAt: NOON,
  isNow: true,
  zone: 'UTC',
  kind: null,
  subjectName: null,
  applicationName: null,
}

const IDLE = policy({ idleSeconds: 1800 })
const NO_RECORD = { record: null, origin: { origin: 'not_asked' } } as const
const ago = (length: number) => NOON - length

const judged = (changes: Partial<Facts>): Verdict => evaluate(facts(changes), NOON)
const of = (changes: Parameters<typeof credential>[0], more: Partial<Facts> = {}) =>
  judged({
    record: credential({ issuedAt: ago(DAY), signedInAt: ago(DAY), lastUsedAt: ago(MINUTE), ...changes }),
    ...more,
  })
const endedAs = (reason: 'replayed' | 'consumed' | 'rotation_overdue') =>
  of({ ended: ending(ago(HOUR), { reason, cause: null, by: null, note: null }) })

/** A verdict for a reason that has no mechanism yet, with the evidence it will show. */
function foretold(reason: Reason, evidence: Evidence): Verdict {
  const { gate } = reasonFacts(reason)
  const check = { reason, gate, outcome: 'failed', since: null, cause: null, evidence } as const
  return { ...judged({}), active: false, reason, checks: [check] }
}

/** At least one verdict of each reason, most of them from the judge itself. */
export const VERDICTS: Readonly<Record<Reason, readonly Verdict[]>> = {
  malformed: [
    judged({ ...NO_RECORD, shape: { shape: 'malformed', length: 40, looksLike: 'ghp_' } }),
    judged({ ...NO_RECORD, shape: { shape: 'malformed', length: 0, looksLike: null } }),
  ],
  wrong_environment: [
    judged({
      ...NO_RECORD,
      shape: { ...WELL_FORMED, environment: 'test' },
      expected: expecting({ environment: 'live' }),
    }),
    judged({ ...NO_RECORD, expected: expecting({ environment: 'test' }) }),
  ],
  mistyped: (['length', 'checksum'] as const).map((part) =>
    judged({ ...NO_RECORD, shape: { shape: 'mistyped', part, length: 91, environment: 'live', kind: 'session' } }),
  ),
  forged: [
    judged({ record: null, origin: { origin: 'forged', why: 'tag' } }),
    judged({ record: null, origin: { origin: 'forged', why: 'issuer_key' } }),
  ],
  tampered: [judged({ record: null, origin: { origin: 'tampered', imitates: 'credential-1' } })],
  unknown: [
    judged({ record: null, origin: { origin: 'unknown', retentionDays: 90 } }),
    judged({ record: null, origin: { origin: 'unknown', retentionDays: null } }),
  ],
  mismatch: [judged({ record: null, origin: { origin: 'mismatch' } })],
  revoked: [
    of({ ended: ending(ago(12 * MINUTE), { cause: 'key_compromise' }) }),
    of({ ended: ending(ago(12 * MINUTE), { by: null, note: null }) }),
    of({ cutoffs: [cutoff(ago(HOUR))] }),
    of({ cutoffs: [cutoff(ago(HOUR), { scope: 'installation', cause: 'unspecified', by: null, note: null })] }),
  ],
  superseded: [
    of({ overlapUntil: ago(3 * MINUTE), successorId: 'credential-2' }),
    of({ ended: ending(ago(HOUR), { reason: 'superseded', cause: null, by: null }) }),
  ],
  replayed: [endedAs('replayed')],
  consumed: [endedAs('consumed')],
  subject_disabled: [
    of({ subjectDisabled: [interval(ago(HOUR))] }),
    of({ subjectDisabled: [{ ...interval(ago(HOUR)), by: null, note: null }] }),
  ],
  application_disabled: [of({ applicationDisabled: [interval(ago(HOUR), NOON + HOUR)] })],
  expired: [
    of({}, { policies: [policy({ absoluteSeconds: 43_200 })] }),
    of({ expiresAt: ago(3 * DAY) }),
    of({ ended: ending(ago(HOUR), { reason: 'expired', cause: null, by: null }) }),
  ],
  idle: [
    of({ lastUsedAt: ago(31 * MINUTE + 6 * SECOND) }, { policies: [IDLE] }),
    of(
      { lastUsedAt: ago(95 * SECOND) },
      { policies: [policy({ idleSeconds: 90, scope: 'installation', setBy: null })] },
    ),
    of({ lastUsedAt: ago(2 * DAY), ended: ending(ago(DAY), { reason: 'idle', cause: null, by: null }) }),
  ],
  rotation_overdue: [endedAs('rotation_overdue')],
  suspended: [of({ suspensions: [interval(ago(HOUR))] }), of({ suspensions: [interval(ago(HOUR), NOON + HOUR)] })],
  not_yet_valid: [of({ notBefore: NOON + 2 * HOUR })],
  clock_skew: [94, -94, 86_400].map((skew) => judged({ expected: expecting({ sentAt: NOON + skew * SECOND }) })),
  wrong_audience: [judged({ expected: expecting({ audience: 'warehouse' }) })],
  wrong_kind: [judged({ expected: expecting({ kind: 'api_key' }) })],
  insufficient_scope: [
    judged({ expected: expecting({ scopes: ['orders:write'] }) }),
    of({ scopes: ['orders:read'] }, { expected: expecting({ scopes: ['orders:read', 'orders:write', 'stock:read'] }) }),
  ],
  binding_mismatch: [foretold('binding_mismatch', { bound: '198.51.100.0/24', seen: '203.0.113.7' })],
  address_not_allowed: ['203.0.113.7', null].map((address) =>
    of({ kind: 'api_key', allowedAddresses: ['198.51.100.0/24'] }, { expected: expecting({ source: { address } }) }),
  ),
  role_not_permitted: [foretold('role_not_permitted', { role: 'support', permission: 'sessions.revoke' })],
  not_on_access_list: [foretold('not_on_access_list', { resource: 'project 12' })],
  grant_expired: [foretold('grant_expired', { grant: 'on-call week 18', grantEnd: ago(HOUR) })],
  step_up_required: [foretold('step_up_required', { method: 'password', demand: 'a passkey' })],
  nonce_replayed: [foretold('nonce_replayed', { firstUsedAt: ago(SECOND) })],
  rate_limited: [foretold('rate_limited', { limit: 100, retryAfterSeconds: 30 })],
  quota_exhausted: [foretold('quota_exhausted', { limit: 10_000, refillAt: NOON + DAY })],
  verifier_misconfigured: [judged({ verifier: { verifier: 'misconfigured', which: 'pepper version 3' } })],
  verifier_unavailable: [judged({ verifier: { verifier: 'unavailable', which: 'store' } }), judged({ record: null })],
}

/** Verdicts on what is accepted, by what will end it. */
export const ACTIVE_VERDICTS = {
  endless: judged({}),
  idle: of({}, { policies: [IDLE] }),
  absolute: of({}, { policies: [policy({ absoluteSeconds: 90_000 })] }),
  own: of({ kind: 'api_key', expiresAt: NOON + 12 * DAY }),
  overlap: of({ kind: 'api_key', overlapUntil: NOON + 20 * MINUTE, successorId: 'credential-2' }),
}
