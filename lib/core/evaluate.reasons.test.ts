import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate'
import type { Facts } from './facts'
import { DAY, HOUR, MINUTE } from './instant'
import { credential, cutoff, ending, expecting, facts, interval, NOON, policy, WELL_FORMED } from './testing/builders'

const failing = (changes: Partial<Facts>, now = NOON) => evaluate(facts(changes), now)
const evidenceOf = (changes: Partial<Facts>, now = NOON) => {
  const verdict = failing(changes, now)
  return verdict.checks.find(({ reason }) => reason === verdict.reason)?.evidence
}

describe('shape', () => {
  it('a string that is not ours is malformed, known only by its length and a public prefix', () => {
    const shape = { shape: 'malformed', length: 40, looksLike: 'ghp_' } as const
    expect(failing({ shape, origin: { origin: 'not_asked' }, record: null }).reason).toBe('malformed')
    expect(evidenceOf({ shape, record: null })).toEqual({ length: 40, looksLike: 'ghp_' })
  })

  it('a test token is refused by a live application as of the wrong environment', () => {
    const shape = { ...WELL_FORMED, environment: 'test' } as const
    const wrong = {
      shape,
      expected: expecting({ environment: 'live' }),
      origin: { origin: 'not_asked' },
      record: null,
    } as const
    expect(failing(wrong).reason).toBe('wrong_environment')
    expect(evidenceOf(wrong)).toEqual({ environment: 'test', kind: 'session', expected: 'live' })
  })

  it('a token of the environment asked for passes', () => {
    expect(failing({ expected: expecting({ environment: 'live' }) }).active).toBe(true)
  })

  it('a wrong checksum is mistyped, and so is a wrong length', () => {
    for (const part of ['checksum', 'length'] as const) {
      const shape = { shape: 'mistyped', part, length: 91, environment: 'live', kind: 'session' } as const
      expect(failing({ shape, origin: { origin: 'not_asked' }, record: null }).reason).toBe('mistyped')
      expect(evidenceOf({ shape, record: null })).toEqual({ part, length: 91 })
    }
  })

  it('a mistyped token of the other environment is told first that it is of the other environment', () => {
    const shape = { shape: 'mistyped', part: 'length', length: 9, environment: 'test', kind: 'session' } as const
    expect(failing({ shape, expected: expecting({ environment: 'live' }) }).reason).toBe('wrong_environment')
  })
})

describe('origin', () => {
  it.each([
    [{ origin: 'forged', why: 'tag' }, 'forged', { why: 'tag', issuerKeyId: '0A' }],
    [{ origin: 'forged', why: 'issuer_key' }, 'forged', { why: 'issuer_key', issuerKeyId: '0A' }],
    [{ origin: 'tampered', imitates: 'credential-1' }, 'tampered', { imitates: 'credential-1', issuerKeyId: '0A' }],
    [{ origin: 'unknown', retentionDays: 90 }, 'unknown', { retentionDays: 90 }],
    [{ origin: 'mismatch' }, 'mismatch', {}],
  ] as const)('%j is refused as %s', (origin, reason, evidence) => {
    expect(failing({ origin, record: null }).reason).toBe(reason)
    expect(evidenceOf({ origin, record: null })).toEqual(evidence)
  })

  it('hides the state of a revoked credential from whoever knows only its selector', () => {
    const record = credential({ ended: ending(NOON) })
    expect(failing({ origin: { origin: 'mismatch' }, record })).toMatchObject({
      reason: 'mismatch',
      also: [],
      since: null,
    })
  })
})

describe('endings', () => {
  it('a revoked credential is refused with who, when, why and the note', () => {
    const record = credential({ ended: ending(NOON - HOUR, { cause: 'key_compromise' }) })
    expect(failing({ record })).toMatchObject({ reason: 'revoked', cause: 'key_compromise', since: NOON - HOUR })
    expect(evidenceOf({ record })).toEqual({ by: 'Dana Ortiz', note: 'ticket 4711', until: null })
  })

  it('a cutoff revokes with the cause it was made for', () => {
    const record = credential({ cutoffs: [cutoff(NOON, { scope: 'installation' })] })
    expect(failing({ record })).toMatchObject({ reason: 'revoked', cause: 'cutoff', since: NOON })
    expect(evidenceOf({ record })).toMatchObject({
      cutoffId: 'cutoff-1',
      cutoffScope: 'installation',
      cutoffCause: 'key_compromise',
    })
  })

  it('a rotated key is accepted in its overlap and superseded after it', () => {
    const record = credential({ kind: 'api_key', overlapUntil: NOON + HOUR, successorId: 'credential-2' })
    expect(failing({ record }, NOON + HOUR - 1)).toMatchObject({ active: true, endsAt: NOON + HOUR })
    expect(failing({ record }, NOON + HOUR)).toMatchObject({ reason: 'superseded', since: NOON + HOUR })
    expect(evidenceOf({ record }, NOON + HOUR)).toMatchObject({
      successorId: 'credential-2',
      overlapUntil: NOON + HOUR,
    })
  })

  it.each(['replayed', 'consumed', 'rotation_overdue'] as const)(
    'a stored ending as %s is refused with it',
    (reason) => {
      const record = credential({ ended: ending(NOON, { reason, cause: null }) })
      expect(failing({ record })).toMatchObject({ reason, since: NOON })
      expect(evidenceOf({ record })).toMatchObject({ by: 'Dana Ortiz' })
    },
  )

  it('a disabled person is refused everywhere until enabled again', () => {
    const record = credential({ subjectDisabled: [interval(NOON, NOON + HOUR)] })
    expect(failing({ record })).toMatchObject({ reason: 'subject_disabled', since: NOON })
    expect(failing({ record }, NOON + HOUR).active).toBe(true)
  })

  it('a disabled application has no accepted credentials', () => {
    const record = credential({ applicationDisabled: [interval(NOON)] })
    expect(failing({ record })).toMatchObject({ reason: 'application_disabled', since: NOON })
    expect(evidenceOf({ record })).toEqual({ by: 'Dana Ortiz', note: 'ticket 4711', until: null })
  })
})

describe('time', () => {
  const idle = policy({ idleSeconds: 1800 })
  const absolute = policy({ absoluteSeconds: 43_200 })

  it('an idle session is refused with last use, limit, tolerance and the policy version that set it', () => {
    const late = NOON + 31 * MINUTE
    expect(failing({ policies: [idle] }, late)).toMatchObject({
      reason: 'idle',
      since: NOON + 30 * MINUTE,
      policy: idle,
    })
    expect(evidenceOf({ policies: [idle] }, late)).toMatchObject({
      lastUsedAt: NOON,
      toleranceSeconds: 2,
      limitAt: NOON + 30 * MINUTE,
      limitSeconds: 1800,
      policyId: 'policy-1',
      policyName: 'Web sessions',
      policyVersion: 4,
      policyScope: 'application',
      setBy: 'Dana Ortiz',
      setAt: NOON - 30 * DAY,
    })
  })

  it('an expired session is refused with its sign-in and the limit', () => {
    expect(failing({ policies: [absolute] }, NOON + 12 * HOUR)).toMatchObject({ reason: 'expired', policy: absolute })
    expect(evidenceOf({ policies: [absolute] }, NOON + 12 * HOUR)).toMatchObject({
      signedInAt: NOON,
      limitSeconds: 43_200,
    })
  })

  it('a key past its own date is refused without a policy', () => {
    const record = credential({ expiresAt: NOON })
    expect(failing({ record })).toMatchObject({ reason: 'expired', since: NOON, policy: null })
    expect(evidenceOf({ record })).toMatchObject({ expiresAt: NOON, policyName: null, limitSeconds: null })
  })

  it('a passed limit is shown with the rule it was held against', () => {
    const check = failing({ policies: [idle] }).checks.find(({ reason }) => reason === 'idle')
    expect(check).toMatchObject({ outcome: 'passed', evidence: { limitSeconds: 1800, limitAt: NOON + 30 * MINUTE } })
  })

  it('a suspended credential is refused until its suspension is over', () => {
    const record = credential({ suspensions: [interval(NOON, NOON + HOUR)] })
    expect(failing({ record })).toMatchObject({ reason: 'suspended', since: NOON, endsAt: null })
    expect(evidenceOf({ record })).toEqual({ by: 'Dana Ortiz', note: 'ticket 4711', until: NOON + HOUR })
    expect(failing({ record }, NOON + HOUR).active).toBe(true)
  })

  it('a credential is not yet valid before its start', () => {
    const record = credential({ notBefore: NOON + HOUR })
    expect(failing({ record })).toMatchObject({ reason: 'not_yet_valid', since: NOON })
    expect(evidenceOf({ record })).toMatchObject({ notBefore: NOON + HOUR, until: NOON + HOUR })
    expect(failing({ record }, NOON + HOUR).active).toBe(true)
  })

  it.each([
    [0, true, 0],
    [59_999, true, 59],
    [60_000, false, 60],
    [-59_999, true, -59],
    [-60_000, false, -60],
  ])('a clock %d ms off is accepted: %s', (offset, active, skewSeconds) => {
    const expected = expecting({ sentAt: NOON + offset })
    const verdict = failing({ expected })
    expect(verdict.active).toBe(active)
    const check = verdict.checks.find(({ reason }) => reason === 'clock_skew')
    expect(check).toMatchObject({ since: null, evidence: { skewSeconds, leewaySeconds: 60 } })
    if (!active) expect(verdict.reason).toBe('clock_skew')
  })

  it('the clock of the caller is no reason where an ending or a suspension is one', () => {
    const expected = expecting({ sentAt: NOON - DAY })
    const suspended = failing({ expected, record: credential({ suspensions: [interval(NOON)] }) })
    expect(suspended).toMatchObject({ reason: 'suspended', also: [{ reason: 'clock_skew' }] })
    expect(failing({ expected, record: credential({ ended: ending(NOON) }) }).reason).toBe('revoked')
  })
})

describe('place and authority', () => {
  it('a token of one application is refused by another', () => {
    const expected = expecting({ audience: 'warehouse' })
    expect(failing({ expected })).toMatchObject({ reason: 'wrong_audience', since: null })
    expect(evidenceOf({ expected })).toEqual({ audience: 'storefront', expected: 'warehouse' })
  })

  it('a session is refused where a key is expected', () => {
    const expected = expecting({ kind: 'api_key' })
    expect(failing({ expected }).reason).toBe('wrong_kind')
    expect(evidenceOf({ expected })).toEqual({ kind: 'session', expected: 'api_key' })
  })

  const listed = credential({ kind: 'api_key', allowedAddresses: ['203.0.113.0/24', '2001:db8::/32'] })
  const from = (address: string | null) => expecting({ source: { address } })

  it('a credential with an address list is refused from outside of it, with the address and the list', () => {
    const expected = from('198.51.100.7')
    expect(failing({ record: listed, expected })).toMatchObject({ reason: 'address_not_allowed', since: null })
    expect(evidenceOf({ record: listed, expected })).toEqual({
      address: '198.51.100.7',
      reported: true,
      allowed: ['203.0.113.0/24', '2001:db8::/32'],
    })
  })

  it('an address that nobody reported is refused where a list exists, and the evidence says so', () => {
    expect(failing({ record: listed, expected: from(null) }).reason).toBe('address_not_allowed')
    expect(evidenceOf({ record: listed, expected: from(null) })).toMatchObject({ address: null, reported: false })
    expect(failing({ record: credential(), expected: from(null) }).active).toBe(true)
  })

  it.each(['203.0.113.255', '::ffff:203.0.113.9', '2001:db8::1'])('%s is inside the list', (address) =>
    expect(failing({ record: listed, expected: from(address) }).active).toBe(true),
  )

  it('judged by its id, without a presentation, no list is asked', () => {
    const verdict = failing({ record: listed })
    expect(verdict.active).toBe(true)
    const check = verdict.checks.find(({ reason }) => reason === 'address_not_allowed')
    expect(check?.evidence).toMatchObject({ address: null, reported: null, allowed: listed.allowedAddresses })
  })

  it('the kind is told before the address', () => {
    const expected = { ...from('198.51.100.7'), kind: 'session' } as const
    expect(failing({ record: listed, expected })).toMatchObject({
      reason: 'wrong_kind',
      also: [{ reason: 'address_not_allowed' }],
    })
  })

  it('an instant is judged by the terms that held then, the first instant of the next ones not included', () => {
    const record = credential({
      scopes: [],
      allowedAddresses: ['203.0.113.7'],
      formerTerms: [
        { from: NOON, until: NOON + HOUR, scopes: ['orders:read'], allowedAddresses: [] },
        { from: NOON + HOUR, until: NOON + 2 * HOUR, scopes: ['orders:read'], allowedAddresses: ['203.0.113.7'] },
      ],
    })
    const expected = { ...from('198.51.100.7'), scopes: ['orders:read'] }
    const at = (now: number) => failing({ record, expected }, now)
    expect(at(NOON + HOUR - 1).active).toBe(true)
    expect(at(NOON + HOUR)).toMatchObject({ reason: 'address_not_allowed', also: [] })
    expect(at(NOON + 2 * HOUR)).toMatchObject({
      reason: 'address_not_allowed',
      also: [{ reason: 'insufficient_scope' }],
    })
  })

  it('every scope demanded must have been granted', () => {
    const record = credential({ scopes: ['orders:read'] })
    const expected = expecting({ scopes: ['orders:read', 'orders:write'] })
    expect(failing({ record, expected }).reason).toBe('insufficient_scope')
    expect(evidenceOf({ record, expected })).toEqual({
      asked: ['orders:read', 'orders:write'],
      granted: ['orders:read'],
    })
    expect(failing({ record, expected: expecting({ scopes: ['orders:read'] }) }).active).toBe(true)
  })

  it('what is right for the place asked for passes', () => {
    expect(failing({ expected: expecting({ audience: 'storefront', kind: 'session' }) }).active).toBe(true)
  })
})
