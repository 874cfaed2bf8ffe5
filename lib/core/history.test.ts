import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate'
import { asOf } from './history'
import { HOUR, type Instant, MINUTE, SECOND } from './instant'
import { credential, facts, NOON, policy } from './testing/builders'

const at = (minutes: number, seconds = 0): Instant => NOON + minutes * MINUTE + seconds * SECOND
const use = (minute: Instant) => ({ minute, count: 1 })

describe('the record as it stood at a past instant', () => {
  const record = credential({ lastUsedAt: at(50, 30) })

  it('is the record itself from its last use on', () => {
    expect(asOf(record, [use(at(50))], at(50, 30))).toBe(record)
    expect(asOf(record, [], NOON + 100 * HOUR)).toBe(record)
  })

  it('was last used in the latest minute known by then', () => {
    const uses = [use(at(10)), use(at(50)), use(at(20))]
    expect(asOf(record, uses, at(40)).lastUsedAt).toBe(at(21) - 1)
  })

  it('was not used after the instant asked about', () => {
    expect(asOf(record, [use(at(20))], at(20, 5)).lastUsedAt).toBe(at(20, 5))
  })

  it('was last used at its issue where no use is known by then', () => {
    expect(asOf(record, [use(at(50))], at(40)).lastUsedAt).toBe(NOON)
  })

  it('keeps everything but the last use', () => {
    expect({ ...asOf(record, [], at(40)), lastUsedAt: 0 }).toEqual({ ...record, lastUsedAt: 0 })
  })

  it('has a last use between its issue and the one known now, and not after the instant', () => {
    const minutes = fc.array(
      fc.integer({ min: 0, max: 50 }).map((minute) => use(at(minute))),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(minutes, fc.integer({ min: NOON, max: at(60) }), (uses, asked) => {
        const { lastUsedAt } = asOf(record, uses, asked)
        expect(lastUsedAt).toBeGreaterThanOrEqual(record.issuedAt)
        expect(lastUsedAt).toBeLessThanOrEqual(Math.min(record.lastUsedAt, Math.max(asked, record.issuedAt)))
      }),
    )
  })

  it('is judged as it was judged then, but for the minute in which its uses are known', () => {
    const idle = policy({ idleSeconds: 600 })
    const offsets = fc.array(fc.integer({ min: 0, max: 599_999 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(offsets, fc.integer({ min: NOON, max: at(60) }), (gaps, asked) => {
        const moments = gaps.map((_, index) => NOON + gaps.slice(0, index + 1).reduce((sum, gap) => sum + gap, 0))
        const minutes = moments.map((moment) => use(moment - (moment % MINUTE)))
        const today = credential({ lastUsedAt: moments.at(-1) ?? NOON })
        const then = credential({ lastUsedAt: moments.findLast((moment) => moment <= asked) ?? NOON })
        const judgedThen = evaluate(facts({ record: then, policies: [idle] }), asked)
        const judgedNow = evaluate(facts({ record: asOf(today, minutes, asked), policies: [idle] }), asked)
        const margin = Math.abs((judgedThen.endsAt ?? judgedThen.since ?? 0) - asked)
        if (margin >= MINUTE) expect(judgedNow.active).toBe(judgedThen.active)
      }),
    )
  })
})
