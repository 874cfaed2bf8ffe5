import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate'
import type { Facts } from './facts'
import { DAY, HOUR, MINUTE, SECOND } from './instant'
import { credential, ending, expecting, facts, NOON, policy } from './testing/builders'
import type { Check } from './verdict'

const EVERY_CHECK = [
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
const outcomes = (checks: readonly Check[], outcome: Check['outcome']) =>
  checks.filter((check) => check.outcome === outcome).map(({ reason }) => reason)
const failing = (changes: Partial<Facts>, now = NOON) => evaluate(facts(changes), now)
const evidenceOf = (changes: Partial<Facts>, now = NOON) => {
  const verdict = failing(changes, now)
  return verdict.checks.find(({ reason }) => reason === verdict.reason)?.evidence
}

describe('an active verdict', () => {
  it('has passed every check and names no reason', () => {
    const verdict = evaluate(facts(), NOON)
    expect(verdict).toMatchObject({ active: true, reason: null, cause: null, since: null, also: [], judgedAt: NOON })
    expect(outcomes(verdict.checks, 'passed')).toEqual(EVERY_CHECK)
  })

  it('says when the credential ends by itself and which policy version will end it', () => {
    const idle = policy({ idleSeconds: 1800 })
    expect(evaluate(facts({ policies: [idle] }), NOON)).toMatchObject({ endsAt: NOON + 30 * MINUTE, policy: idle })
  })

  it('names no policy when the dates of the credential itself will end it', () => {
    const record = credential({ expiresAt: NOON + MINUTE })
    const verdict = evaluate(facts({ record, policies: [policy({ idleSeconds: 1800 })] }), NOON)
    expect(verdict).toMatchObject({ endsAt: NOON + MINUTE, policy: null })
  })

  it('is possible for a record judged by its id, and then asks nothing of a token', () => {
    const verdict = evaluate(facts({ shape: null, origin: { origin: 'not_asked' } }), NOON)
    expect(verdict.active).toBe(true)
    expect(verdict.checks.map(({ reason }) => reason)).toEqual(EVERY_CHECK.slice(6))
  })
})

describe('the order of the gates', () => {
  it('lists every later check as not reached', () => {
    const { checks } = failing({ origin: { origin: 'unknown', retentionDays: null }, record: null })
    expect(checks.map(({ reason }) => reason)).toEqual(EVERY_CHECK)
    expect(outcomes(checks, 'passed')).toEqual(EVERY_CHECK.slice(0, 4))
    expect(outcomes(checks, 'not_reached')).toEqual(EVERY_CHECK.slice(5))
  })

  const everythingWrong = expecting({ audience: 'warehouse', kind: 'api_key', scopes: ['orders:read'], sentAt: 0 })

  it('an ended credential in the wrong place is told first that it ended; the rest is also true', () => {
    const verdict = failing({ record: credential({ ended: ending(NOON) }), expected: everythingWrong })
    expect(verdict.reason).toBe('revoked')
    expect(verdict.also.map(({ reason }) => reason)).toEqual([
      'clock_skew',
      'wrong_audience',
      'wrong_kind',
      'insufficient_scope',
    ])
  })

  it('place comes before authority', () => {
    const verdict = failing({ expected: { ...everythingWrong, sentAt: null } })
    expect(verdict.reason).toBe('wrong_audience')
    expect(outcomes(verdict.checks, 'not_reached')).toEqual(['insufficient_scope'])
  })

  it('a check that was not reached tells nothing it would have found', () => {
    const check = failing({ expected: everythingWrong }).checks.findLast(
      ({ reason }) => reason === 'insufficient_scope',
    )
    expect(check).toEqual({
      reason: 'insufficient_scope',
      gate: 'authority',
      outcome: 'not_reached',
      since: null,
      cause: null,
      evidence: {},
    })
  })

  it('a longer past ending is also true beside the earliest one', () => {
    const record = credential({ ended: ending(NOON + HOUR, { cause: 'logged_out' }) })
    const verdict = failing({ record, policies: [policy({ idleSeconds: 1800 })] }, NOON + DAY)
    expect(verdict.reason).toBe('idle')
    expect(verdict.also).toEqual([{ reason: 'revoked', cause: 'logged_out', since: NOON + HOUR }])
  })
})

describe('a failure of ours', () => {
  it.each([
    ['misconfigured', 'verifier_misconfigured'],
    ['unavailable', 'verifier_unavailable'],
  ] as const)('(%s) is never blamed on the token, whatever is wrong with that', (verifier, reason) => {
    const broken = { verifier: { verifier, which: 'pepper 3' } }
    expect(failing(broken)).toMatchObject({ active: false, reason, also: [] })
    expect(evidenceOf(broken)).toEqual({ which: 'pepper 3' })
    expect(failing({ ...broken, record: credential({ ended: ending(NOON - SECOND) }) })).toMatchObject({
      reason,
      also: [],
    })
    expect(failing({ ...broken, shape: { shape: 'malformed', length: 1, looksLike: null } }).reason).toBe(reason)
  })

  it('leaves every check of the token not reached', () => {
    const { checks } = failing({ verifier: { verifier: 'unavailable', which: 'store' } })
    expect(outcomes(checks, 'not_reached')).toEqual(EVERY_CHECK)
  })

  it('is what facts without a record are: nothing is active that was not judged', () => {
    expect(failing({ record: null }).reason).toBe('verifier_unavailable')
    expect(evidenceOf({ record: null })).toEqual({ which: 'record' })
  })

  it('is what a token is whose origin nobody asked about, even with its record at hand', () => {
    expect(failing({ origin: { origin: 'not_asked' } }).reason).toBe('verifier_unavailable')
    expect(evidenceOf({ origin: { origin: 'not_asked' } })).toEqual({ which: 'origin' })
  })
})
