import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LifecycleRecord } from '@/lib/core/credential'
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/core/instant'
import type { PolicyVersion } from '@/lib/core/policy'
import { lifelineOf, policyFlagsOf } from './from-record'
import { boundsOf, eventsOf, firstWindow, isOpen, segmentsOf, slidingWindow } from './model'
import { span } from './scale'

const START = Date.UTC(2026, 4, 3, 9)

const session = (over: Partial<LifecycleRecord> = {}): LifecycleRecord => ({
  kind: 'session',
  issuedAt: START,
  signedInAt: START,
  notBefore: null,
  expiresAt: null,
  lastUsedAt: START,
  overlapUntil: null,
  successorId: null,
  suspensions: [],
  subjectDisabled: [],
  applicationDisabled: [],
  cutoffs: [],
  ended: null,
  ...over,
})

const version = (over: Partial<PolicyVersion> = {}): PolicyVersion => ({
  id: 'v4',
  policyId: 'p',
  policyName: 'Web sessions',
  scope: 'application',
  version: 4,
  idleSeconds: 1800,
  absoluteSeconds: 12 * 3600,
  overlapSecondsMax: null,
  rotateAfterSeconds: null,
  from: START - DAY,
  until: null,
  setBy: 'Dana Ortiz',
  ...over,
})

const draw = (record: LifecycleRecord, policies: readonly PolicyVersion[], now: number, uses: number[] = []) =>
  lifelineOf({
    record,
    policies,
    overlapFrom: null,
    uses: uses.map((minute) => ({ minute, count: 1 })),
    refusals: [],
    now,
    word: (reason) => reason,
  })

const phases = (data: ReturnType<typeof draw>) =>
  segmentsOf(data, boundsOf(data, data.now)).map(({ phase, from, until }) => [phase, from, until])

describe('the bar', () => {
  it('an idle session is lived until its last use, idle until the limit, ended after', () => {
    const data = draw(session({ lastUsedAt: START + HOUR }), [version()], START + 3 * HOUR)
    const bounds = boundsOf(data, data.now)
    expect(data.ended).toEqual({ at: START + HOUR + 30 * MINUTE, word: 'idle' })
    expect(phases(data)).toEqual([
      ['lived', START, START + HOUR],
      ['idle', START + HOUR, START + HOUR + 30 * MINUTE],
      ['ended', START + HOUR + 30 * MINUTE, bounds.until],
    ])
  })

  it('a live session shows the time it may still have, up to its absolute end', () => {
    const data = draw(session({ lastUsedAt: START + HOUR }), [version()], START + HOUR + MINUTE)
    expect(phases(data).map(([phase]) => phase)).toEqual(['lived', 'idle', 'ahead'])
    expect(phases(data).at(-1)?.[2]).toBe(START + 12 * HOUR)
  })

  it('a key that nothing ends is open, and the overview leaves room to show it', () => {
    const data = draw(session({ lastUsedAt: START + HOUR }), [], START + 10 * DAY)
    expect(isOpen(data)).toBe(true)
    expect(phases(data).map(([phase]) => phase)).toEqual(['lived', 'open'])
    expect(boundsOf(data, data.now).until).toBeGreaterThan(data.now + DAY)
  })

  it('what is pending and what came before a renewal are told apart', () => {
    const pending = draw(session({ notBefore: START + HOUR, expiresAt: START + DAY }), [], START + MINUTE)
    expect(phases(pending).map(([phase]) => phase)).toEqual(['pending', 'ahead'])
    const renewed = draw(session({ signedInAt: START - HOUR, lastUsedAt: START + 1 }), [version()], START + 2)
    expect(phases(renewed)[0]).toEqual(['family', START - HOUR, START])
  })

  it('has no gaps, no overlaps and ends inside the bounds, whatever the record', () => {
    const ages = fc.integer({ min: 0, max: 40 * HOUR })
    const maybe = fc.option(ages, { nil: null })
    fc.assert(
      fc.property(ages, maybe, maybe, maybe, ages, (used, expires, start, overlap, now) => {
        const at = (age: number | null) => (age === null ? null : START + age)
        const record = session({
          lastUsedAt: START + used,
          expiresAt: at(expires),
          notBefore: at(start),
          overlapUntil: at(overlap),
        })
        const data = draw(record, expires === null ? [version()] : [], START + Math.max(used, now))
        const bounds = boundsOf(data, data.now)
        const segments = segmentsOf(data, bounds)
        for (const [index, segment] of segments.entries()) {
          expect(segment.until).toBeGreaterThan(segment.from)
          expect(segment.from).toBe(index === 0 ? START : segments[index - 1]?.until)
          expect(segment.until).toBeLessThanOrEqual(bounds.until)
        }
      }),
    )
  })
})

describe('the window', () => {
  it('begins where the instant judged and the ending are both seen', () => {
    const data = draw(session({ lastUsedAt: START + 5 * HOUR }), [version()], START + 6 * HOUR)
    const at = START + 5 * HOUR + 31 * MINUTE
    const window = firstWindow(data, at, boundsOf(data, at))
    for (const shown of [at, data.ended?.at ?? 0, START + 5 * HOUR]) {
      expect(shown).toBeGreaterThan(window.from)
      expect(shown).toBeLessThan(window.until)
    }
    expect(span(window)).toBeLessThan(3 * HOUR)
  })

  it('half an hour of idle on thirty days is wide enough to read', () => {
    const policy = version({ absoluteSeconds: 30 * 24 * 3600 })
    const data = draw(session({ lastUsedAt: START + 20 * DAY }), [policy], START + 20 * DAY + HOUR)
    const window = firstWindow(data, data.now, boundsOf(data, data.now))
    expect((30 * MINUTE) / span(window)).toBeGreaterThan(0.15)
  })
})

describe('the sliding idle window', () => {
  const uses = [0, 10, 40].map((minute) => START + minute * MINUTE)

  it('starts at the last use before the instant judged', () => {
    const data = draw(session({ lastUsedAt: START + 40 * MINUTE + 5 * SECOND }), [version()], START + HOUR, uses)
    expect(slidingWindow(data, START + 25 * MINUTE)).toEqual({ from: START + 10 * MINUTE, until: START + 40 * MINUTE })
    expect(slidingWindow(data, START + 41 * MINUTE)).toBeNull()
  })

  it('has the length of the limit that was in force then', () => {
    const before = version({ id: 'v3', version: 3, idleSeconds: 600, until: START + 20 * MINUTE })
    const after = version({ from: START + 20 * MINUTE })
    const data = draw(session({ lastUsedAt: START + 40 * MINUTE }), [before, after], START + HOUR, uses)
    expect(slidingWindow(data, START + 15 * MINUTE)?.until).toBe(START + 20 * MINUTE)
  })
})

describe('events', () => {
  it('come in the order of time and leave out limits that never bit', () => {
    const ended = { at: START + HOUR, reason: 'revoked', cause: 'logged_out', by: null, note: null } as const
    const data = draw(session({ lastUsedAt: START + 50 * MINUTE, ended }), [version()], START + 2 * HOUR)
    expect(eventsOf(data).map(({ words }) => words)).toEqual([
      'issued',
      'last use',
      'ended: revoked',
      'now',
      'absolute end',
    ])
  })

  it('a policy that came into force during the life is flagged with its limits, an older one is not', () => {
    const flags = policyFlagsOf([version(), version({ version: 5, from: START + HOUR, absoluteSeconds: null })], START)
    expect(flags).toEqual([{ at: START + HOUR, label: 'Web sessions v5: idle 30 min' }])
  })
})
