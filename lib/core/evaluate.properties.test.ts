import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evaluate } from './evaluate'
import type { Facts } from './facts'
import { reasonFacts } from './reasons'
import {
  anyFacts,
  expectations,
  gentleFacts,
  judgingInstants,
  policyHistories,
  provenFacts,
  records,
  shapes,
  unprovenOrigins,
} from './testing/arbitraries'
import { facts } from './testing/builders'
import { restrictions } from './testing/restrictions'
import type { Check, Verdict } from './verdict'

const RUNS = { numRuns: 1_000 }
const failed = (verdict: Verdict) => verdict.checks.filter(({ outcome }) => outcome === 'failed')
const ENDED_AND_TIME = ['ended', 'time']

describe('any facts at any instant', () => {
  it('are of every sort: these properties speak of active and of refused presentations', () => {
    const active = (sort: fc.Arbitrary<Facts>) =>
      fc.sample(fc.tuple(sort, judgingInstants), { numRuns: 500, seed: 4 }).filter((each) => evaluate(...each).active)
    expect(active(gentleFacts).length).toBeGreaterThan(150)
    expect(active(anyFacts).length).toBeGreaterThan(10)
    expect(active(anyFacts).length).toBeLessThan(250)
  })

  it('yield either active or exactly one reason of the catalogue', () => {
    fc.assert(
      fc.property(anyFacts, judgingInstants, (given, now) => {
        const verdict = evaluate(given, now)
        expect(verdict.active).toBe(verdict.reason === null)
        expect(verdict.active).toBe(failed(verdict).length === 0)
        if (verdict.reason === null) return
        expect(failed(verdict).filter(({ reason }) => reason === verdict.reason)).toHaveLength(1)
        expect(verdict.also.map(({ reason }) => reason)).not.toContain(verdict.reason)
      }),
      RUNS,
    )
  })

  it('are active only for a record whose origin is proven or which was judged by its id', () => {
    fc.assert(
      fc.property(anyFacts, judgingInstants, (given, now) => {
        if (!evaluate(given, now).active) return
        expect(given.record).not.toBeNull()
        expect(given.verifier.verifier).toBe('ready')
        const proven = given.origin.origin === 'genuine' && (given.shape?.shape ?? 'well_formed') === 'well_formed'
        expect(proven || (given.shape === null && given.origin.origin === 'not_asked')).toBe(true)
      }),
      RUNS,
    )
  })

  it('yield the same verdict again, and are left as they were', () => {
    fc.assert(
      fc.property(anyFacts, judgingInstants, (given, now) => {
        const before = structuredClone(given)
        const verdict = evaluate(deepFrozen(given), now)
        expect(evaluate(before, now)).toEqual(verdict)
        expect(given).toEqual(before)
      }),
    )
  })

  it('show each check once, and none passed after the gate that failed', () => {
    fc.assert(
      fc.property(provenFacts, judgingInstants, (given, now) => {
        const verdict = evaluate(given, now)
        const listed = verdict.checks.map(({ reason }) => reason)
        expect(new Set(listed).size).toBe(listed.length)
        const gates = verdict.checks.map(({ gate }) => (ENDED_AND_TIME.includes(gate) ? 'ended' : gate))
        const decisive = verdict.checks.find(({ outcome }) => outcome === 'failed')?.gate ?? 'authority'
        const last = gates.lastIndexOf(ENDED_AND_TIME.includes(decisive) ? 'ended' : decisive)
        for (const check of verdict.checks.slice(last + 1)) expect(untold(check)).toBe(true)
        for (const check of verdict.checks.slice(0, last + 1)) expect(check.outcome).not.toBe('not_reached')
      }),
    )
  })

  it('do not depend on the order of anything in a list', () => {
    fc.assert(
      fc.property(provenFacts, judgingInstants, ({ record, ...given }, now) => {
        fc.pre(record !== null)
        const turned = {
          ...record,
          suspensions: record.suspensions.toReversed(),
          subjectDisabled: record.subjectDisabled.toReversed(),
          applicationDisabled: record.applicationDisabled.toReversed(),
          cutoffs: record.cutoffs.toReversed(),
          formerTerms: record.formerTerms.toReversed(),
          allowedAddresses: record.allowedAddresses.toReversed(),
        }
        const policies = given.policies.toReversed()
        const { reason, since, cause, also, policy, endsAt } = evaluate({ ...given, record }, now)
        expect(evaluate({ ...given, record: turned, policies }, now)).toMatchObject({
          reason,
          since,
          cause,
          also,
          policy,
          endsAt,
        })
      }),
      RUNS,
    )
  })
})

describe('before the secret matched', () => {
  it('nothing of record, policies and demands shows, and no second reason', () => {
    const demands = fc
      .tuple(expectations, expectations)
      .map(([one, other]) => [one, { ...other, environment: one.environment }] as const)
    fc.assert(
      fc.property(
        unprovenOrigins,
        fc.option(records, { nil: null }),
        policyHistories,
        demands,
        judgingInstants,
        (origin, record, policies, [one, other], now) => {
          const blind = evaluate(facts({ origin, record: null, expected: one }), now)
          expect(evaluate(facts({ origin, record, policies, expected: other }), now)).toEqual(blind)
          expect(blind.also).toEqual([])
          expect(blind).toMatchObject({ active: false, since: null, cause: null, policy: null, endsAt: null })
        },
      ),
      RUNS,
    )
  })

  it('every check of gates C to G is not reached and tells nothing', () => {
    fc.assert(
      fc.property(unprovenOrigins, records, judgingInstants, (origin, record, now) => {
        const { checks } = evaluate(facts({ origin, record }), now)
        const later = checks.filter(({ gate }) => !['shape', 'origin'].includes(gate))
        expect(later).toHaveLength(13)
        expect(later.every(untold)).toBe(true)
      }),
    )
  })

  it('a wrong shape decides alone, whatever was found out about the origin', () => {
    const wrong = shapes.filter(({ shape }) => shape !== 'well_formed')
    fc.assert(
      fc.property(anyFacts, wrong, judgingInstants, (given, shape, now) => {
        const verdict = evaluate({ ...given, verifier: { verifier: 'ready' }, shape }, now)
        expect(verdict.reason === null ? null : reasonFacts(verdict.reason).gate).toBe('shape')
        expect(verdict.also).toEqual([])
      }),
    )
  })

  it('a failure of ours decides alone, whatever was presented', () => {
    fc.assert(
      fc.property(anyFacts, judgingInstants, (given, now) => {
        const verdict = evaluate({ ...given, verifier: { verifier: 'unavailable', which: 'store' } }, now)
        expect(verdict).toMatchObject({ reason: 'verifier_unavailable', also: [], since: null })
      }),
    )
  })
})

describe('the order of the gates', () => {
  it('no reason of a later gate is given while an earlier one holds', () => {
    fc.assert(
      fc.property(provenFacts, judgingInstants, (given, now) => {
        const { reason, also } = evaluate(given, now)
        fc.pre(reason !== null)
        for (const other of also) expect(stage(other.reason)).toBeGreaterThanOrEqual(stage(reason))
      }),
      RUNS,
    )
  })

  it('place and authority do not change why an ended credential is refused', () => {
    fc.assert(
      fc.property(provenFacts, expectations, judgingInstants, (given, other, now) => {
        const verdict = evaluate(given, now)
        fc.pre(verdict.since !== null)
        const { reason, since, cause } = verdict
        expect(evaluate({ ...given, expected: { ...other } }, now)).toMatchObject({ reason, since, cause })
      }),
      RUNS,
    )
  })
})

describe('a further restriction', () => {
  it('never makes a refused presentation active', () => {
    fc.assert(
      fc.property(provenFacts, restrictions, judgingInstants, (given, restrict, now) => {
        fc.pre(!evaluate(given, now).active)
        expect(evaluate(restrict(given), now).active).toBe(false)
      }),
      { numRuns: 5_000 },
    )
  })

  it('never moves the end of an active one further away', () => {
    fc.assert(
      fc.property(gentleFacts, restrictions, judgingInstants, (given, restrict, now) => {
        const [before, after] = [evaluate(given, now), evaluate(restrict(given), now)]
        if (!before.active || !after.active) return
        expect(after.endsAt ?? Infinity).toBeLessThanOrEqual(before.endsAt ?? Infinity)
      }),
      { numRuns: 5_000 },
    )
  })
})

function untold({ outcome, since, cause, evidence }: Check): boolean {
  return outcome === 'not_reached' && since === null && cause === null && Object.keys(evidence).length === 0
}

function stage(reason: NonNullable<Verdict['reason']>): number {
  const { gate } = reasonFacts(reason)
  return ['system', 'shape', 'origin', 'ended', 'place', 'authority'].indexOf(gate === 'time' ? 'ended' : gate)
}

function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value
  for (const inner of Object.values(value)) deepFrozen(inner)
  return Object.freeze(value)
}
