import { describe, expect, it } from 'vitest'
import { CAUSES, END_REASONS, STATABLE_CAUSES } from './credential'
import { catalogueOrder, GATES, isReason, REASONS, reasonFacts } from './reasons'

const byGate = (gate: string) => REASONS.filter((reason) => reasonFacts(reason).gate === gate)

describe('the catalogue', () => {
  it('is closed and stands in the order in which ties are broken', () => {
    expect(Object.fromEntries(GATES.map((gate) => [gate, byGate(gate)]))).toEqual({
      shape: ['malformed', 'wrong_environment', 'mistyped'],
      origin: ['forged', 'tampered', 'unknown', 'mismatch'],
      ended: ['revoked', 'superseded', 'replayed', 'consumed', 'subject_disabled', 'application_disabled'],
      time: ['expired', 'idle', 'rotation_overdue', 'suspended', 'not_yet_valid', 'clock_skew'],
      place: ['wrong_audience', 'wrong_kind', 'binding_mismatch', 'address_not_allowed'],
      authority: [
        'insufficient_scope',
        'role_not_permitted',
        'not_on_access_list',
        'grant_expired',
        'step_up_required',
      ],
      use: ['nonce_replayed', 'rate_limited', 'quota_exhausted'],
      system: ['verifier_misconfigured', 'verifier_unavailable'],
    })
    expect(REASONS.toSorted(catalogueOrder)).toEqual(REASONS)
    expect(catalogueOrder('idle', 'idle')).toBe(0)
  })

  it('cannot be added to at run time', () => {
    expect(Object.isFrozen(REASONS)).toBe(true)
  })

  it('tells its reasons from other words, also from those every object knows', () => {
    expect(REASONS.every(isReason)).toBe(true)
    expect(['', 'Idle', 'active', 'toString', '__proto__', 'constructor'].some(isReason)).toBe(false)
  })

  it('says the same to a caller for every reason of gates A to E', () => {
    const answers = ['shape', 'origin', 'ended', 'time', 'place'].flatMap(byGate).map((reason) => {
      const { publicCode, status } = reasonFacts(reason)
      return `${publicCode} ${status}`
    })
    expect(new Set(answers)).toEqual(new Set(['invalid_token 401']))
  })

  it.each([
    ['insufficient_scope', 'insufficient_scope', 403],
    ['grant_expired', 'insufficient_scope', 403],
    ['step_up_required', 'insufficient_user_authentication', 401],
    ['nonce_replayed', 'invalid_dpop_proof', 401],
    ['rate_limited', 'rate_limited', 429],
    ['quota_exhausted', 'rate_limited', 429],
    ['verifier_misconfigured', 'verifier_unavailable', 503],
    ['verifier_unavailable', 'verifier_unavailable', 503],
  ] as const)('answers %s with %s and status %d', (reason, publicCode, status) => {
    expect(reasonFacts(reason)).toMatchObject({ publicCode, status })
  })

  it('raises an alarm for what looks like an attack, an edited store or our own failure, for nothing else', () => {
    expect(REASONS.filter((reason) => reasonFacts(reason).severity === 'alarm')).toEqual([
      'forged',
      'tampered',
      'mismatch',
      'replayed',
      'binding_mismatch',
      'nonce_replayed',
      'verifier_misconfigured',
      'verifier_unavailable',
    ])
  })

  it('maps who may enter to authentication and what may be done to API activity', () => {
    expect(reasonFacts('idle').ocsf).toEqual({ classUid: 3002, activityId: 1, severityId: 2 })
    expect(reasonFacts('revoked').ocsf).toEqual({ classUid: 3002, activityId: 1, severityId: 3 })
    expect(reasonFacts('forged').ocsf).toEqual({ classUid: 3002, activityId: 1, severityId: 5 })
    expect(reasonFacts('insufficient_scope').ocsf).toEqual({ classUid: 6003, activityId: 99, severityId: 2 })
    expect(reasonFacts('rate_limited').ocsf).toEqual({ classUid: 6003, activityId: 99, severityId: 2 })
    expect(reasonFacts('verifier_unavailable').ocsf).toEqual({ classUid: 6003, activityId: 99, severityId: 5 })
  })
})

describe('endings', () => {
  it('are stored only with reasons that cannot pass by themselves or be taken back', () => {
    const gates = new Set(END_REASONS.map((reason) => reasonFacts(reason).gate))
    expect(gates).toEqual(new Set(['ended', 'time']))
    expect(END_REASONS.toSorted(catalogueOrder)).toEqual(END_REASONS)
    for (const passing of ['suspended', 'not_yet_valid', 'clock_skew', 'subject_disabled', 'application_disabled'])
      expect(END_REASONS).not.toContain(passing)
  })

  it('keep the causes that only a mechanism may state from people', () => {
    const mechanisms = CAUSES.filter((cause) => !STATABLE_CAUSES.some((statable) => statable === cause))
    expect(mechanisms).toEqual([
      'secret_leaked',
      'session_limit',
      'credential_changed',
      'unused',
      'family_replay',
      'cutoff',
    ])
  })
})
