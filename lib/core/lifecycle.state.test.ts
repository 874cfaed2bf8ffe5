import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from './instant'
import { endsSoon, lapsesOf, lifecycle, STATES } from './lifecycle'
import { credential, cutoff, ending, interval, NOON, policy } from './testing/builders'

const HALF_HOUR_IDLE = policy({ idleSeconds: 1800 })
const stateOf = (...judged: Parameters<typeof lifecycle>) => lifecycle(...judged).state

describe('the state a list shows', () => {
  it('is one of six words', () => {
    expect(STATES).toEqual(['active', 'ending_soon', 'pending', 'in_overlap', 'suspended', 'ended'])
  })

  it('is active while nothing stands against it and no end is near', () => {
    expect(stateOf(credential(), [HALF_HOUR_IDLE], NOON)).toBe('active')
  })

  it.each([
    ['revoked', credential({ ended: ending(NOON) })],
    ['of a disabled person', credential({ subjectDisabled: [interval(NOON)] })],
    ['of a disabled application', credential({ applicationDisabled: [interval(NOON)] })],
    ['expired', credential({ expiresAt: NOON })],
    ['superseded', credential({ overlapUntil: NOON })],
    ['cut off', credential({ cutoffs: [cutoff(NOON)] })],
    ['ended and suspended', credential({ ended: ending(NOON), suspensions: [interval(NOON)] })],
  ])('is ended when %s', (_, record) => expect(stateOf(record, [], NOON)).toBe('ended'))

  it('is suspended until the suspension is over', () => {
    const record = credential({ suspensions: [interval(NOON, NOON + HOUR)] })
    expect(stateOf(record, [], NOON + HOUR - 1)).toBe('suspended')
    expect(stateOf(record, [], NOON + HOUR)).toBe('active')
  })

  it('is pending before its start', () => {
    const record = credential({ notBefore: NOON + HOUR })
    expect(lifecycle(record, [], NOON + HOUR - 1)).toMatchObject({
      state: 'pending',
      findings: [{ reason: 'not_yet_valid', since: NOON, until: NOON + HOUR }],
    })
    expect(stateOf(record, [], NOON + HOUR)).toBe('active')
  })

  it('is suspended rather than pending when both hold', () => {
    expect(stateOf(credential({ notBefore: NOON + HOUR, suspensions: [interval(NOON)] }), [], NOON)).toBe('suspended')
  })

  it('is in overlap while a successor exists and the old token is still accepted', () => {
    expect(stateOf(credential({ overlapUntil: NOON + 1 }), [], NOON)).toBe('in_overlap')
  })

  it('is ending soon in the last fifth of the idle limit', () => {
    expect(stateOf(credential(), [HALF_HOUR_IDLE], NOON + 24 * MINUTE - 1)).toBe('active')
    expect(stateOf(credential(), [HALF_HOUR_IDLE], NOON + 24 * MINUTE)).toBe('ending_soon')
  })

  it('takes the last fifth of the idle limit from the last use', () => {
    const record = credential({ lastUsedAt: NOON + 10 * HOUR })
    expect(stateOf(record, [HALF_HOUR_IDLE], NOON + 10 * HOUR + 24 * MINUTE - 1)).toBe('active')
    expect(stateOf(record, [HALF_HOUR_IDLE], NOON + 10 * HOUR + 24 * MINUTE)).toBe('ending_soon')
  })

  it('is ending soon at most seven days ahead', () => {
    const record = credential({ expiresAt: NOON + 90 * DAY })
    expect(stateOf(record, [], NOON + 83 * DAY - 1)).toBe('active')
    expect(stateOf(record, [], NOON + 83 * DAY)).toBe('ending_soon')
  })

  it('takes the last fifth of a lifetime from its issue', () => {
    const record = credential({ issuedAt: NOON + HOUR, expiresAt: NOON + 6 * HOUR })
    const [lapse] = lapsesOf(record, [])
    if (lapse === undefined) throw new Error('no limit found')
    expect(endsSoon(record, lapse, NOON + 5 * HOUR - SECOND)).toBe(false)
    expect(endsSoon(record, lapse, NOON + 5 * HOUR)).toBe(true)
  })
})

describe('the instant a credential ends by itself', () => {
  it('is the earliest limit ahead', () => {
    const record = credential({ expiresAt: NOON + HOUR })
    expect(lifecycle(record, [HALF_HOUR_IDLE], NOON).endsAt).toBe(NOON + 30 * MINUTE)
    expect(lifecycle(record, [], NOON).endsAt).toBe(NOON + HOUR)
  })

  it('is known also while it is suspended', () => {
    expect(lifecycle(credential({ suspensions: [interval(NOON)] }), [HALF_HOUR_IDLE], NOON).endsAt).toBe(
      NOON + 30 * MINUTE,
    )
  })

  it('is not foretold for what has ended or has no limit', () => {
    expect(lifecycle(credential({ ended: ending(NOON) }), [HALF_HOUR_IDLE], NOON).endsAt).toBeNull()
    expect(lifecycle(credential(), [], NOON).endsAt).toBeNull()
  })
})
