import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from './instant'
import {
  IDLE_SECONDS_MIN,
  IDLE_TOLERANCE_SECONDS,
  idleSecondsAt,
  inForce,
  longestOverlapAt,
  loosens,
  OVERLAP_SECONDS_MAX,
  rotationDueAt,
  touchThreshold,
} from './policy'
import { judgingInstants, timelines } from './testing/arbitraries'
import { NOON, policy } from './testing/builders'

describe('a policy version', () => {
  it('is in force from its first instant on and no longer at its last', () => {
    const version = policy({ from: NOON, until: NOON + MINUTE })
    const inForceAt = (at: number) => inForce(version, at)
    expect([NOON - 1, NOON, NOON + MINUTE - 1, NOON + MINUTE].map(inForceAt)).toEqual([false, true, true, false])
  })

  it('is in force alone: no instant knows two versions of one policy', () => {
    fc.assert(
      fc.property(timelines('application'), judgingInstants, (versions, at) => {
        expect(versions.filter((version) => inForce(version, at)).length).toBeLessThanOrEqual(1)
      }),
    )
  })
})

describe('the idle limit in force', () => {
  const application = policy({ idleSeconds: 1800 })
  const installation = policy({ id: 'ceiling', scope: 'installation', idleSeconds: 900 })

  it('is none where no policy speaks of it', () => {
    expect(idleSecondsAt([], NOON)).toBeNull()
    expect(idleSecondsAt([policy({ absoluteSeconds: 60 })], NOON)).toBeNull()
  })

  it('is the stricter one of application and installation', () => {
    expect(idleSecondsAt([application, installation], NOON)).toBe(900)
    expect(idleSecondsAt([{ ...application, idleSeconds: 60 }, installation], NOON)).toBe(60)
  })

  it('leaves out versions of another time', () => {
    expect(idleSecondsAt([application, { ...installation, until: NOON }], NOON)).toBe(1800)
    expect(idleSecondsAt([application, { ...installation, from: NOON + 1 }], NOON)).toBe(1800)
  })
})

describe('a rule for keys', () => {
  const own = policy({ overlapSecondsMax: 3_600, rotateAfterSeconds: 86_400 })
  const ceiling = policy({ id: 'ceiling', scope: 'installation', overlapSecondsMax: 600 })

  it('allows the shorter of two overlaps, and 30 days where it is silent', () => {
    expect(longestOverlapAt([], NOON)).toBe(OVERLAP_SECONDS_MAX)
    expect(longestOverlapAt([own], NOON)).toBe(3_600)
    expect(longestOverlapAt([own, ceiling], NOON)).toBe(600)
    expect(longestOverlapAt([own, { ...ceiling, overlapSecondsMax: 0 }], NOON)).toBe(0)
    expect(longestOverlapAt([own, { ...ceiling, until: NOON }], NOON)).toBe(3_600)
  })

  it('asks for a rotation at the earlier of two ages, and never where it is silent', () => {
    expect(rotationDueAt(NOON, [ceiling], NOON)).toBeNull()
    expect(rotationDueAt(NOON, [own, ceiling], NOON)).toEqual({ at: NOON + 86_400_000, afterSeconds: 86_400 })
    const sooner = { ...ceiling, rotateAfterSeconds: 3_600 }
    expect(rotationDueAt(NOON, [own, sooner], NOON)?.afterSeconds).toBe(3_600)
    expect(rotationDueAt(NOON, [{ ...own, from: NOON + 1 }], NOON)).toBeNull()
  })

  it('is loosened by a longer overlap, a later rotation, and by taking either away', () => {
    expect(loosens(own, { ...own, overlapSecondsMax: 3_601 })).toBe(true)
    expect(loosens(own, { ...own, rotateAfterSeconds: null })).toBe(true)
    expect(loosens(own, { ...own, overlapSecondsMax: 0, rotateAfterSeconds: 3_600 })).toBe(false)
  })
})

describe('the age from which a last use is stored before the answer', () => {
  it.each([
    [null, MINUTE],
    [IDLE_SECONDS_MIN, 3 * SECOND],
    [1200, MINUTE],
    [86_400, MINUTE],
  ])('is a twentieth of an idle limit of %s s, at most a minute', (idleSeconds, threshold) => {
    expect(touchThreshold(idleSeconds)).toBe(threshold)
  })

  it('exceeds the tolerance under every limit that may be set, so silence is told from use', () => {
    fc.assert(
      fc.property(fc.integer({ min: IDLE_SECONDS_MIN, max: 400 * 86_400 }), (idleSeconds) => {
        expect(touchThreshold(idleSeconds)).toBeGreaterThan(IDLE_TOLERANCE_SECONDS * SECOND)
        expect(touchThreshold(idleSeconds)).toBeLessThan(idleSeconds * SECOND)
      }),
    )
  })
})
