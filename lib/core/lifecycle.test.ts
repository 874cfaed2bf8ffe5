import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from './instant'
import { lapsesOf, lifecycle } from './lifecycle'
import { credential, cutoff, ending, interval, NOON, policy } from './testing/builders'

const HALF_HOUR_IDLE = policy({ idleSeconds: 1800 })
const TWELVE_HOURS = policy({ id: 'absolute', absoluteSeconds: 12 * 3600 })

const reasonsOf = (...judged: Parameters<typeof lifecycle>) => lifecycle(...judged).findings.map(({ reason }) => reason)
const firstOf = (...judged: Parameters<typeof lifecycle>) => lifecycle(...judged).findings[0]

describe('a limit', () => {
  it('counts idleness from the last use and bites at the boundary', () => {
    const record = credential({ lastUsedAt: NOON + 5 * MINUTE })
    expect(reasonsOf(record, [HALF_HOUR_IDLE], NOON + 35 * MINUTE - 1)).toEqual([])
    expect(firstOf(record, [HALF_HOUR_IDLE], NOON + 35 * MINUTE)).toMatchObject({
      reason: 'idle',
      since: NOON + 35 * MINUTE,
      lapse: { limitSeconds: 1800, policy: { version: 4 } },
    })
  })

  it('counts the absolute lifetime from the sign-in of the family, so renewal is not immortality', () => {
    const renewed = credential({ issuedAt: NOON + 11 * HOUR, lastUsedAt: NOON + 11 * HOUR, generation: 2 })
    expect(reasonsOf(renewed, [TWELVE_HOURS], NOON + 12 * HOUR - 1)).toEqual([])
    expect(firstOf(renewed, [TWELVE_HOURS], NOON + 12 * HOUR)).toMatchObject({
      reason: 'expired',
      since: NOON + 12 * HOUR,
    })
  })

  it('of the credential itself bites without a policy', () => {
    const record = credential({ expiresAt: NOON + HOUR })
    expect(reasonsOf(record, [], NOON + HOUR - 1)).toEqual([])
    expect(firstOf(record, [], NOON + HOUR)).toMatchObject({
      reason: 'expired',
      lapse: { policy: null, limitSeconds: null },
    })
  })

  it('that is stricter wins, whoever set it', () => {
    const ceiling = policy({ id: 'ceiling', scope: 'installation', idleSeconds: 600 })
    expect(firstOf(credential(), [HALF_HOUR_IDLE, ceiling], NOON + HOUR)).toMatchObject({
      since: NOON + 10 * MINUTE,
      lapse: { policy: { scope: 'installation' } },
    })
  })

  it('does not apply to a credential no policy speaks of', () => {
    expect(lifecycle(credential(), [policy()], NOON + 1000 * DAY)).toEqual({
      state: 'active',
      findings: [],
      lapses: [],
      endsAt: null,
    })
  })

  it('tells which of two equal limits is named by catalogue order, then by the version, never by the order given', () => {
    const twins = [policy({ id: 'b', idleSeconds: 60 }), policy({ id: 'a', idleSeconds: 60, absoluteSeconds: 60 })]
    const named = (policies: typeof twins) =>
      lapsesOf(credential({ overlapUntil: NOON + MINUTE }), policies).map(({ reason, policy }) => [reason, policy?.id])
    expect(named(twins)).toEqual([
      ['superseded', undefined],
      ['expired', 'a'],
      ['idle', 'a'],
      ['idle', 'b'],
    ])
    expect(named(twins.toReversed())).toEqual(named(twins))
  })
})

describe('a changed policy', () => {
  const change = NOON + 20 * MINUTE
  const before = { ...HALF_HOUR_IDLE, until: change }

  it('ends at the change, not before, what a tighter limit no longer allows', () => {
    const tighter = policy({ id: 'version-5', idleSeconds: 600, from: change })
    expect(reasonsOf(credential(), [before, tighter], change - 1)).toEqual([])
    expect(firstOf(credential(), [before, tighter], change + DAY)).toMatchObject({
      since: change,
      lapse: { policy: { id: 'version-5' } },
    })
  })

  it('lets a looser limit save what was still active', () => {
    const looser = policy({ id: 'version-5', idleSeconds: 3600, from: change })
    expect(reasonsOf(credential(), [before, looser], NOON + 59 * MINUTE)).toEqual([])
    expect(firstOf(credential(), [before, looser], NOON + HOUR)?.since).toBe(NOON + HOUR)
  })

  it('never revives what its former limit had ended', () => {
    const late = NOON + 40 * MINUTE
    const looser = policy({ id: 'version-5', idleSeconds: 3600, from: late })
    expect(firstOf(credential(), [{ ...HALF_HOUR_IDLE, until: late }, looser], late)).toMatchObject({
      since: NOON + 30 * MINUTE,
      lapse: { policy: { id: 'version-4' } },
    })
  })

  it('hands a limit that falls on the change itself to the new version', () => {
    const same = policy({ id: 'version-5', idleSeconds: 1800, from: NOON + 30 * MINUTE })
    const found = firstOf(credential(), [{ ...HALF_HOUR_IDLE, until: NOON + 30 * MINUTE }, same], NOON + HOUR)
    expect(found).toMatchObject({ since: NOON + 30 * MINUTE, lapse: { policy: { id: 'version-5' } } })
  })

  it('means nothing when it was undone in the same instant', () => {
    const undone = policy({ idleSeconds: 1, from: change, until: change })
    expect(lapsesOf(credential(), [undone])).toEqual([])
  })
})

describe('of several endings', () => {
  it('the earliest is the reason: idle since Monday and cut off on Tuesday is idle', () => {
    const record = credential({ cutoffs: [cutoff(NOON + DAY)] })
    expect(reasonsOf(record, [HALF_HOUR_IDLE], NOON + 2 * DAY)).toEqual(['idle', 'revoked'])
  })

  it('catalogue order breaks a tie', () => {
    const at = NOON + HOUR
    const record = credential({
      expiresAt: at,
      overlapUntil: at,
      cutoffs: [cutoff(at)],
      subjectDisabled: [interval(at)],
      applicationDisabled: [interval(at)],
    })
    const idle = policy({ idleSeconds: 3600 })
    expect(reasonsOf(record, [idle], at)).toEqual([
      'revoked',
      'superseded',
      'subject_disabled',
      'application_disabled',
      'expired',
      'idle',
    ])
  })

  it('each reason is found once, at its earliest', () => {
    const record = credential({
      ended: ending(NOON + 3 * HOUR),
      cutoffs: [cutoff(NOON + 2 * HOUR), cutoff(NOON + HOUR, { id: 'cutoff-2' })],
    })
    const found = lifecycle(record, [], NOON + DAY).findings
    expect(found).toHaveLength(1)
    expect(found[0]).toMatchObject({ reason: 'revoked', cause: 'cutoff', cutoff: { id: 'cutoff-2' } })
  })

  it('a condition that can pass decides only where nothing final does', () => {
    const record = credential({ suspensions: [interval(NOON)], notBefore: NOON + DAY, expiresAt: NOON + HOUR })
    expect(reasonsOf(record, [], NOON + HOUR - 1)).toEqual(['suspended', 'not_yet_valid'])
    expect(reasonsOf(record, [], NOON + HOUR)).toEqual(['expired', 'suspended', 'not_yet_valid'])
  })
})

describe('a cutoff', () => {
  it('ends what signed in up to its own instant, that instant included', () => {
    const reasons = (signedInAt: number) =>
      reasonsOf(credential({ signedInAt, cutoffs: [cutoff(NOON)] }), [], NOON + DAY)
    expect([NOON - 1, NOON, NOON + 1].map(reasons)).toEqual([['revoked'], ['revoked'], []])
  })

  it('reaches a renewed session through the sign-in of its family', () => {
    const renewed = credential({ issuedAt: NOON + 2 * HOUR, cutoffs: [cutoff(NOON + HOUR)] })
    expect(reasonsOf(renewed, [], NOON + 3 * HOUR)).toEqual(['revoked'])
  })

  it('of two at the same instant is told by its id, not by its place in the list', () => {
    const twins = [cutoff(NOON, { id: 'b' }), cutoff(NOON, { id: 'a' })]
    const told = (cutoffs: typeof twins) => firstOf(credential({ cutoffs }), [], NOON)?.cutoff?.id
    expect([told(twins), told(twins.toReversed())]).toEqual(['a', 'a'])
  })

  it('bites at its instant, not before', () => {
    const record = credential({ cutoffs: [cutoff(NOON + HOUR)] })
    expect(reasonsOf(record, [], NOON + HOUR - 1)).toEqual([])
    expect(reasonsOf(record, [], NOON + HOUR)).toEqual(['revoked'])
  })
})

describe('an ending in the store', () => {
  it('is the reason from its instant on, with who and why', () => {
    const record = credential({ ended: ending(NOON + HOUR, { cause: 'key_compromise' }) })
    expect(reasonsOf(record, [], NOON + HOUR - 1)).toEqual([])
    expect(firstOf(record, [], NOON + HOUR)).toMatchObject({
      reason: 'revoked',
      since: NOON + HOUR,
      cause: 'key_compromise',
      by: 'Dana Ortiz',
      note: 'ticket 4711',
    })
  })

  it.each(['replayed', 'consumed', 'rotation_overdue'] as const)(
    'is taken as %s when its mechanism stored that',
    (reason) => {
      expect(firstOf(credential({ ended: ending(NOON, { reason, cause: null }) }), [], NOON)).toMatchObject({ reason })
    },
  )

  it('by a sweep is told with the limit that explains it', () => {
    const swept = credential({
      ended: ending(NOON + 30 * MINUTE, { reason: 'idle', cause: null, by: 'sweep', note: null }),
    })
    expect(firstOf(swept, [HALF_HOUR_IDLE], NOON + DAY)).toMatchObject({ by: null, lapse: { limitSeconds: 1800 } })
  })

  it('by a sweep is told with the cutoff that explains it', () => {
    const swept = credential({
      ended: ending(NOON + HOUR, { cause: 'cutoff', by: 'sweep' }),
      cutoffs: [cutoff(NOON + HOUR)],
    })
    expect(firstOf(swept, [], NOON + DAY)).toMatchObject({ by: 'Dana Ortiz', cutoff: { id: 'cutoff-1' } })
  })

  it('by a sweep still counts when the policy that explained it is gone', () => {
    const swept = credential({ ended: ending(NOON + 30 * MINUTE, { reason: 'idle', cause: null }) })
    expect(firstOf(swept, [], NOON + DAY)).toMatchObject({ reason: 'idle', since: NOON + 30 * MINUTE, lapse: null })
    const cut = credential({ ended: ending(NOON + HOUR, { cause: 'cutoff' }) })
    expect(firstOf(cut, [], NOON + DAY)).toMatchObject({ reason: 'revoked', cause: 'cutoff', cutoff: null })
  })
})
