import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { END_REASONS, type Ending, type LifecycleRecord } from './credential'
import { evaluate } from './evaluate'
import { type Instant, SECOND } from './instant'
import { type Finding, lapsesOf, lifecycle } from './lifecycle'
import type { PolicyVersion } from './policy'
import { catalogueOrder } from './reasons'
import {
  gentleFacts,
  judgingInstants,
  policyHistories,
  records,
  timelines,
  untouchedRecords,
} from './testing/arbitraries'
import { facts, NOON } from './testing/builders'

const RUNS = { numRuns: 2_000 }
const LATER = NOON + 1_000 * SECOND
const PASSING = ['suspended', 'not_yet_valid']
const DISABLED = ['subject_disabled', 'application_disabled']
const isFinal = ({ reason }: Finding) => !PASSING.includes(reason)

/** What a sweep at `now` stores: the ending that lifecycle finds, with its true instant. */
function swept<T extends LifecycleRecord>(record: T, policies: readonly PolicyVersion[], now: Instant): T {
  const found = lifecycle(record, policies, now)
    .findings.map(endingOf)
    .find((ending) => ending !== null)
  return record.ended !== null || found === undefined ? record : { ...record, ended: found }
}

function endingOf({ reason, since, cause, by, note }: Finding): Ending | null {
  const stored = END_REASONS.find((each) => each === reason)
  return stored === undefined ? null : { at: since, reason: stored, cause, by, note }
}

describe('the verdict', () => {
  it('does not depend on whether or when a sweep ran', () => {
    fc.assert(
      fc.property(records, policyHistories, judgingInstants, judgingInstants, (record, policies, one, other) => {
        const [sweptAt, now] = [Math.min(one, other), Math.max(one, other)]
        const after = evaluate(facts({ record: swept(record, policies, sweptAt), policies }), now)
        expect(after).toEqual(evaluate(facts({ record, policies }), now))
      }),
      RUNS,
    )
  })

  it('does not depend on a sweep for what is judged at an instant before it', () => {
    fc.assert(
      fc.property(
        untouchedRecords,
        policyHistories,
        judgingInstants,
        judgingInstants,
        (record, policies, one, other) => {
          const [now, sweptAt] = [Math.min(one, other), Math.max(one, other)]
          const after = evaluate(facts({ record: swept(record, policies, sweptAt), policies }), now)
          expect(after).toEqual(evaluate(facts({ record, policies }), now))
        },
      ),
      RUNS,
    )
  })

  it('does not depend on when the token happened to be presented: an ending keeps its reason and instant', () => {
    fc.assert(
      fc.property(records, policyHistories, judgingInstants, fc.nat(200), (record, policies, now, seconds) => {
        const enabled = { ...record, subjectDisabled: [], applicationDisabled: [] }
        const [first] = lifecycle(enabled, policies, now).findings.filter(isFinal)
        fc.pre(first !== undefined)
        expect(lifecycle(enabled, policies, now + seconds * SECOND).findings[0]).toEqual(first)
      }),
      RUNS,
    )
  })

  it('is never that of a moment before: what has not begun does not count', () => {
    fc.assert(
      fc.property(records, policyHistories, judgingInstants, (record, policies, now) => {
        for (const finding of lifecycle(record, policies, now).findings)
          if (finding.reason !== 'not_yet_valid') expect(finding.since).toBeLessThanOrEqual(now)
      }),
    )
  })
})

describe('among endings', () => {
  it('the earliest wins, and catalogue order breaks ties', () => {
    fc.assert(
      fc.property(records, policyHistories, judgingInstants, (record, policies, now) => {
        const endings = lifecycle(record, policies, now).findings.filter(isFinal)
        for (const [index, later] of endings.slice(1).entries()) {
          const earlier = endings[index]
          if (earlier === undefined) continue
          expect(earlier.since).toBeLessThanOrEqual(later.since)
          if (earlier.since === later.since) expect(catalogueOrder(earlier.reason, later.reason)).toBeLessThan(0)
        }
      }),
      RUNS,
    )
  })

  it('none is lost: each cutoff, limit, disabling and stored ending that holds is found', () => {
    fc.assert(
      fc.property(records, policyHistories, judgingInstants, (record, policies, now) => {
        const found = lifecycle(record, policies, now).findings.map(({ reason }) => reason)
        const cut = record.cutoffs.some(({ at }) => at <= now && record.signedInAt <= at)
        if (cut) expect(found).toContain('revoked')
        if (record.ended !== null && record.ended.at <= now) expect(found).toContain(record.ended.reason)
        for (const lapse of lapsesOf(record, policies).filter(({ at }) => at <= now))
          expect(found).toContain(lapse.reason)
        const open = record.subjectDisabled.some(({ from, until }) => from <= now && now < (until ?? Infinity))
        expect(found.includes('subject_disabled')).toBe(open)
      }),
      RUNS,
    )
  })

  it('conditions that can pass come after every ending', () => {
    fc.assert(
      fc.property(records, policyHistories, judgingInstants, (record, policies, now) => {
        const { findings, state } = lifecycle(record, policies, now)
        expect(findings.map(isFinal)).toEqual(findings.map(isFinal).toSorted((a, b) => Number(b) - Number(a)))
        expect(state === 'ended').toBe(findings.some(isFinal))
        expect(['suspended', 'pending', 'ended'].includes(state)).toBe(findings.length > 0)
      }),
      RUNS,
    )
  })
})

describe('a limit', () => {
  const limited = fc.record({
    idleSeconds: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
    absoluteSeconds: fc.option(fc.integer({ min: 1, max: 60 }), { nil: null }),
  })

  it('bites when the elapsed time equals it, not a millisecond earlier', () => {
    fc.assert(
      fc.property(untouchedRecords, limited, (plain, { idleSeconds, absoluteSeconds }) => {
        const record = { ...plain, overlapUntil: null, expiresAt: null }
        const version = { ...OPEN_VERSION, idleSeconds, absoluteSeconds }
        const ends = Math.min(
          record.lastUsedAt + (idleSeconds ?? Infinity) * SECOND,
          record.signedInAt + (absoluteSeconds ?? Infinity) * SECOND,
        )
        if (ends === Infinity) return
        expect(lifecycle(record, [version], ends - 1).findings.filter(isFinal)).toEqual([])
        expect(lifecycle(record, [version], ends).findings[0]?.since).toBe(ends)
      }),
    )
  })

  it('is judged as the strictest of all that are in force', () => {
    fc.assert(
      fc.property(untouchedRecords, policyHistories, judgingInstants, (record, policies, now) => {
        const alone = policies.flatMap((version) => lifecycle(record, [version], now).findings.filter(isFinal))
        const own = lifecycle(record, [], now).findings.filter(isFinal)
        const together = lifecycle(record, policies, now).findings.filter(isFinal)
        const earliest = (list: Finding[]) => Math.min(...list.map(({ since }) => since))
        expect(earliest(together)).toBe(earliest([...alone, ...own]))
      }),
    )
  })
})

describe('the end foretold', () => {
  it('is the first instant at which an active credential is refused when nothing further happens', () => {
    fc.assert(
      fc.property(gentleFacts, judgingInstants, (given, now) => {
        const { active, endsAt, policy } = evaluate(given, now)
        if (!active) return
        expect(evaluate(given, (endsAt ?? LATER) - 1).active).toBe(true)
        if (endsAt === null) return
        expect(endsAt).toBeGreaterThan(now)
        expect(evaluate(given, endsAt)).toMatchObject({ active: false, since: endsAt, policy })
      }),
      RUNS,
    )
  })

  it('is none for what is refused', () => {
    fc.assert(
      fc.property(records, policyHistories, judgingInstants, (record, policies, now) => {
        const verdict = evaluate(facts({ record, policies }), now)
        if (!verdict.active) expect(verdict.endsAt).toBeNull()
        if (verdict.active) expect(verdict.endsAt ?? LATER).toBeGreaterThan(now)
      }),
    )
  })
})

describe('a change of policy', () => {
  const limit = fc.option(fc.integer({ min: 1, max: 60 }), { nil: null })
  const changes = fc.record({
    record: untouchedRecords,
    ceiling: timelines('installation'),
    before: fc.record({ idleSeconds: limit, absoluteSeconds: limit }),
    after: fc.record({ idleSeconds: limit, absoluteSeconds: limit }),
    at: judgingInstants,
    wait: fc.nat(200).map((seconds) => seconds * SECOND),
  })
  const looser = (one: number | null, other: number | null) =>
    one === null || other === null ? null : Math.max(one, other)

  it('that loosens never revives what had ended', () => {
    fc.assert(
      fc.property(changes, ({ record, ceiling, before, after, at, wait }) => {
        const old = { ...OPEN_VERSION, ...before }
        const loosened = {
          idleSeconds: looser(before.idleSeconds, after.idleSeconds),
          absoluteSeconds: looser(before.absoluteSeconds, after.absoluteSeconds),
        }
        const [ended] = lifecycle(record, [...ceiling, old], at - 1).findings.filter(isFinal)
        if (ended === undefined) return
        const { findings } = lifecycle(record, [...ceiling, ...changed(old, loosened, at)], at + wait)
        expect(findings[0]).toMatchObject({ reason: ended.reason, since: ended.since })
      }),
      RUNS,
    )
  })

  it('of any sort never ends anything in the past', () => {
    fc.assert(
      fc.property(changes, ({ record, ceiling, before, after, at, wait }) => {
        const old = { ...OPEN_VERSION, ...before }
        if (lifecycle(record, [...ceiling, old], at - 1).findings.some(isFinal)) return
        const { findings } = lifecycle(record, [...ceiling, ...changed(old, after, at)], at + wait)
        for (const ending of findings.filter(isFinal)) expect(ending.since).toBeGreaterThanOrEqual(at)
      }),
      RUNS,
    )
  })

  it('does not change what was judged before it', () => {
    fc.assert(
      fc.property(changes, ({ record, ceiling, before, after, at, wait }) => {
        const old = { ...OPEN_VERSION, ...before }
        const reasons = (policies: PolicyVersion[]) =>
          lifecycle(record, policies, at - 1 - wait).findings.map(({ reason, since }) => [reason, since])
        expect(reasons([...ceiling, ...changed(old, after, at)])).toEqual(reasons([...ceiling, old]))
      }),
    )
  })

  it('to the same limits changes nothing but the version that is named', () => {
    fc.assert(
      fc.property(changes, ({ record, ceiling, before, at, wait }) => {
        const old = { ...OPEN_VERSION, ...before }
        const reasons = (policies: PolicyVersion[]) =>
          lifecycle(record, policies, at + wait).findings.map(({ reason, since }) => [reason, since])
        expect(reasons([...ceiling, ...changed(old, before, at)])).toEqual(reasons([...ceiling, old]))
      }),
    )
  })
})

describe('enabling again', () => {
  it('leaves exactly what held without the disabling', () => {
    fc.assert(
      fc.property(records, policyHistories, judgingInstants, (record, policies, now) => {
        const enabled = { ...record, subjectDisabled: [], applicationDisabled: [] }
        const others = lifecycle(record, policies, now).findings.filter(({ reason }) => !DISABLED.includes(reason))
        expect(lifecycle(enabled, policies, now).findings).toEqual(others)
      }),
    )
  })
})

const OPEN_VERSION: PolicyVersion = {
  id: 'application-1',
  policyId: 'application',
  policyName: 'Web sessions',
  scope: 'application',
  version: 1,
  idleSeconds: null,
  absoluteSeconds: null,
  overlapSecondsMax: null,
  rotateAfterSeconds: null,
  from: NOON - 1_000 * SECOND,
  until: null,
  setBy: null,
}

type Limits = Pick<PolicyVersion, 'idleSeconds' | 'absoluteSeconds'>

function changed(old: PolicyVersion, limits: Limits, at: Instant): PolicyVersion[] {
  return [
    { ...old, until: at },
    { ...old, ...limits, id: 'application-2', version: 2, from: at },
  ]
}
