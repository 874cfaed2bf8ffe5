import { describe, expect, it } from 'vitest'
import { GATES, REASONS, type Reason, reasonFacts } from '@/lib/core/reasons'
import type { Check, Verdict } from '@/lib/core/verdict'
import { CHECK_TEXTS, describeCheck } from './checks'
import { GATE_LABELS } from './gates'
import { ACTIVE_VERDICTS, BARE, CONTEXT, VERDICTS } from './testing/verdicts'

const decisive = (verdict: Verdict) => verdict.checks.filter(({ reason }) => reason === verdict.reason)
const lineOf = (verdict: Verdict | undefined, reason: Reason) => {
  const check = verdict?.checks.find((each) => each.reason === reason)
  if (check === undefined) throw new Error(`no check ${reason}`)
  const { label, fact, rule } = describeCheck(check, CONTEXT)
  return [label, fact, rule]
}
const failedLine = (reason: Reason, index = 0) => lineOf(VERDICTS[reason][index], reason)

describe('a line of the trace', () => {
  it.each<[Reason, number, string[]]>([
    ['malformed', 0, ['Shape', '40 characters, begins “ghp_”', 'our format']],
    ['wrong_environment', 0, ['Environment', 'issued for test', 'live accepted here']],
    ['mistyped', 0, ['Length and checksum', '91 characters', 'length of a whole token']],
    ['mistyped', 1, ['Length and checksum', 'checksum does not fit', 'CRC-32']],
    ['forged', 0, ['Issued by us', 'issuer tag does not verify', 'issuer key 0A']],
    ['forged', 1, ['Issued by us', 'issuer key never registered', 'issuer key 0A']],
    ['unknown', 0, ['Record', 'not found', 'kept 90 days after its end']],
    ['revoked', 0, ['Revocation', 'revoked 12 min ago by Dana Ortiz', 'cause: key compromise · “ticket 4711”']],
    ['revoked', 3, ['Revocation', 'revoked 1 h ago', 'no cause given · cutoff for the installation']],
    [
      'superseded',
      0,
      ['Successor', 'overlap ended 3 min ago', 'accepted until 3 May 2026, 13:57:00 · successor credential-2'],
    ],
    ['subject_disabled', 0, ['Person or service', 'disabled 1 h ago by Dana Ortiz', '“ticket 4711”']],
    [
      'expired',
      0,
      [
        'Absolute limit',
        'signed in 1 day ago',
        'limit 12 h · Storefront · Web sessions v4, set by Dana Ortiz on 3 Apr 2026',
      ],
    ],
    ['expired', 1, ['Absolute limit', 'ended 3 days ago', 'own end 30 Apr 2026, 14:00:00']],
    [
      'idle',
      0,
      [
        'Idle limit',
        'last use 31 min 6 s ago',
        'limit 30 min · tolerance 2 s · Storefront · Web sessions v4, set by Dana Ortiz on 3 Apr 2026',
      ],
    ],
    [
      'idle',
      1,
      [
        'Idle limit',
        'last use 1 min 35 s ago',
        'limit 1 min 30 s · tolerance 2 s · Installation · Web sessions v4, set on 3 Apr 2026',
      ],
    ],
    ['suspended', 0, ['Suspension', 'suspended 1 h ago by Dana Ortiz', 'until resumed · “ticket 4711”']],
    ['suspended', 1, ['Suspension', 'suspended 1 h ago by Dana Ortiz', 'until 3 May 2026, 15:00:00 · “ticket 4711”']],
    ['not_yet_valid', 0, ['Start', 'starts in 2 h', 'not before 3 May 2026, 16:00:00']],
    ['clock_skew', 1, ["Caller's clock", '1 min 34 s behind', 'less than 60 s off']],
    ['wrong_audience', 0, ['Audience', 'issued for storefront', 'presented to warehouse']],
    ['wrong_kind', 0, ['Kind', 'session', 'API key expected']],
    ['address_not_allowed', 0, ['Address list', 'from 203.0.113.7', 'allowed 198.51.100.0/24']],
    ['address_not_allowed', 1, ['Address list', 'no address reported', 'allowed 198.51.100.0/24']],
    ['insufficient_scope', 0, ['Scopes', 'none granted', 'asked orders:write']],
    ['verifier_unavailable', 0, ['Assay itself', 'store not reached', 'records within reach']],
  ])('puts the fact of %s (%d) beside its rule', (reason, index, line) => {
    expect(failedLine(reason, index)).toEqual(line)
  })

  it('shows what passed with the rule it was held against', () => {
    expect(lineOf(ACTIVE_VERDICTS.idle, 'malformed')).toEqual(['Shape', 'begins asy_live_session_', 'our format'])
    expect(lineOf(ACTIVE_VERDICTS.idle, 'idle')).toEqual([
      'Idle limit',
      'last use 1 min ago',
      'limit 30 min · tolerance 2 s · Storefront · Web sessions v4, set by Dana Ortiz on 3 Apr 2026',
    ])
    expect(lineOf(ACTIVE_VERDICTS.own, 'expired').slice(1)).toEqual([
      'ends in 12 days',
      'own end 15 May 2026, 14:00:00',
    ])
    expect(lineOf(ACTIVE_VERDICTS.overlap, 'superseded')[1]).toBe('replaced, overlap ends in 20 min')
    expect(lineOf(ACTIVE_VERDICTS.endless, 'idle').slice(1)).toEqual(['last use just now', 'no limit'])
    expect(lineOf(ACTIVE_VERDICTS.endless, 'address_not_allowed').slice(1)).toEqual([
      'no presentation to ask about',
      'every address allowed',
    ])
    expect(lineOf(ACTIVE_VERDICTS.endless, 'wrong_kind').slice(1)).toEqual(['session', 'any kind accepted'])
  })

  it('of another moment than now counts from that moment', () => {
    const then = { ...CONTEXT, isNow: false }
    const verdicts = [...Object.values(ACTIVE_VERDICTS), ...REASONS.flatMap((reason) => VERDICTS[reason])]
    for (const check of verdicts.flatMap(({ checks }) => checks))
      expect(describeCheck(check, then).fact).not.toMatch(/\bago\b|just now|(?<!signed )\bin \d/)
    const [superseded] = VERDICTS.superseded
    const check = superseded?.checks.find(({ reason }) => reason === 'superseded')
    expect(check && describeCheck(check, then).fact).toBe('overlap ended 3 min earlier')
  })

  it('that was not reached says only that', () => {
    const [verdict] = VERDICTS.forged
    const later = verdict?.checks.filter(({ outcome }) => outcome === 'not_reached') ?? []
    expect(later.length).toBeGreaterThan(10)
    for (const check of later) expect(describeCheck(check, CONTEXT)).toMatchObject({ fact: 'not reached', rule: null })
  })

  it('is told without a gap, whatever of its evidence is missing, and never ends in a full stop', () => {
    const verdicts = [...Object.values(ACTIVE_VERDICTS), ...REASONS.flatMap((reason) => VERDICTS[reason])]
    const bare = (check: Check): Check => ({ ...check, since: null, cause: null, evidence: {} })
    const checks = verdicts.flatMap(({ checks }) => checks.flatMap((check) => [check, bare(check)]))
    for (const { fact, rule } of checks.flatMap((check) =>
      [CONTEXT, BARE].map((context) => describeCheck(check, context)),
    ))
      for (const words of [fact, rule ?? 'none']) {
        expect(words).toMatch(/^\S.*[^.\s]$/)
        expect(words).not.toMatch(/undefined|null|NaN|Invalid|\[object|!|\s\s|· ·|· $/)
      }
  })

  it('stands under the heading of its gate', () => {
    for (const reason of REASONS)
      for (const check of VERDICTS[reason].flatMap(decisive))
        expect(describeCheck(check, CONTEXT).gate).toBe(GATE_LABELS[reasonFacts(reason).gate])
    expect(Object.keys(GATE_LABELS).toSorted()).toEqual(GATES.toSorted())
  })

  it('is labelled with a few words, capital first, for every reason', () => {
    for (const { label } of Object.values(CHECK_TEXTS)) expect(label).toMatch(/^[A-Z][a-z'-]+( [a-z]+){0,2}$/)
  })
})
