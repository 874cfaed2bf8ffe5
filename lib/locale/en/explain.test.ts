import { describe, expect, it } from 'vitest'
import { CAUSES, KINDS } from '@/lib/core/credential'
import { evaluate } from '@/lib/core/evaluate'
import { MINUTE } from '@/lib/core/instant'
import { REASONS, type Reason } from '@/lib/core/reasons'
import { credential, ending, facts, NOON } from '@/lib/core/testing/builders'
import type { Verdict } from '@/lib/core/verdict'
import { explainVerdict, reasonTitle, reasonWord } from './explain'
import type { ReasonText } from './reason-text'
import type { TellingContext } from './telling'
import { ACTIVE_VERDICTS, BARE, CONTEXT, VERDICTS } from './testing/verdicts'

const CONTEXTS: readonly TellingContext[] = [
  BARE,
  ...KINDS.map((kind) => ({ ...CONTEXT, kind })),
  { ...BARE, kind: 'api_key' },
]
const told = (verdict: Verdict) => CONTEXTS.map((context) => explainVerdict(verdict, context))
const stripped = (verdict: Verdict): Verdict => ({
  ...verdict,
  since: null,
  cause: null,
  checks: verdict.checks.map((check) => ({ ...check, since: null, cause: null, evidence: {} })),
})
const every = REASONS.flatMap((reason) =>
  VERDICTS[reason].map((verdict, index) => [`${reason} ${index + 1}`, verdict] as const),
)
const first = (reason: Reason) => explainVerdict(VERDICTS[reason][0] ?? ACTIVE_VERDICTS.endless, CONTEXT)

describe('the words for a verdict', () => {
  it('have samples that the judge itself gives that reason', () => {
    for (const reason of REASONS) for (const verdict of VERDICTS[reason]) expect(verdict.reason).toBe(reason)
  })

  it.each(every)('(%s) are whole sentences without a gap, and no exclamation', (_, verdict) => {
    for (const words of [verdict, stripped(verdict), { ...stripped(verdict), checks: [] }]
      .flatMap(told)
      .flatMap((parts) => Object.values(parts))) {
      expect(words).toMatch(/^[A-Z].*\.$/)
      expect(words).not.toMatch(/undefined|null|NaN|Invalid|\[object|!|\s\s|\s[.,;]|\.\.|−/)
    }
  })

  it.each(every)(
    '(%s) send the customer one sentence without blame, names of staff, notes or times of day',
    (_, verdict) => {
      for (const { customer } of told(verdict)) {
        expect(customer.match(/\.(\s|$)/g)).toHaveLength(1)
        expect(customer).not.toMatch(
          /you (typed|forgot|failed|must|should|did)|your fault|mistake|wrong|illegal|invalid|abuse|stolen/i,
        )
        expect(customer).not.toMatch(/Dana|ticket 4711|laptop|\d\d:\d\d|credential|verdict|policy|Assay/)
      }
    },
  )

  it('speak of customers only to customers: nobody else reads that word', () => {
    for (const [, verdict] of every)
      for (const { customer: _, ...others } of told(verdict))
        expect(Object.values(others).join(' ')).not.toMatch(/customer/i)
  })

  it.each(REASONS.map((reason) => [reason]))(
    'entitle %s in three to six words, and mark it with one or two',
    (reason) => {
      expect(reasonTitle(reason).split(' ').length).toBeGreaterThanOrEqual(3)
      expect(reasonTitle(reason).split(' ').length).toBeLessThanOrEqual(6)
      expect(reasonTitle(reason)).toMatch(/^[A-Z].*[^.!]$/)
      expect(reasonWord(reason)).toMatch(/^[A-Z][a-z]*([ -][a-z]+){0,2}$/)
    },
  )

  it('differ from reason to reason', () => {
    expect(new Set(REASONS.map(reasonTitle)).size).toBe(REASONS.length)
    expect(new Set(REASONS.map(reasonWord)).size).toBe(REASONS.length)
  })

  it('do not compile without one of their parts', () => {
    type Lacks<Part extends keyof ReasonText> =
      Omit<ReasonText, Part> extends ReasonText ? 'compiles' : 'does not compile'
    const parts: { [Part in keyof ReasonText]: Lacks<Part> } = {
      word: 'does not compile',
      title: 'does not compile',
      headline: 'does not compile',
      happened: 'does not compile',
      holder: 'does not compile',
      operator: 'does not compile',
      customer: 'does not compile',
    }
    expect(new Set(Object.values(parts))).toEqual(new Set(['does not compile']))
  })
})

describe('a refused presentation', () => {
  it('that was idle is told with its length, the limit and who set it', () => {
    expect(first('idle')).toEqual({
      sentence: 'The session was idle for 31 minutes. The limit is 30.',
      detail:
        'It ended at 3 May 2026, 13:58:54, 1 min before this request. Limit from Storefront · Web sessions, version 4, set by Dana Ortiz on 3 Apr 2026. Last use is known to 2 s.',
      holder: 'Sign in again.',
      operator:
        'Nothing unusual. If many are affected, compare the limit with how people work, and look for a recent change.',
      customer: 'You were signed out because there was no activity for 30 minutes, so please sign in again.',
    })
  })

  it('that was idle never seems to have been idle for less than the limit', () => {
    expect(explainVerdict(VERDICTS.idle[1] ?? ACTIVE_VERDICTS.endless, CONTEXT).sentence).toBe(
      'The session was idle for 1 minute 35 seconds. The limit is 1 minute 30 seconds.',
    )
  })

  it('of a revoked session is told with who, when, why and the note', () => {
    expect(first('revoked')).toMatchObject({
      sentence: 'This session was revoked by Dana Ortiz 12 minutes ago.',
      detail: 'It ended 12 min ago (3 May 2026, 13:48:00). Cause: key compromise. The note says “ticket 4711”.',
      customer: 'We ended your session to protect your data, so please sign in again.',
    })
  })

  it('of another moment than now counts from that moment', () => {
    const then = { ...CONTEXT, isNow: false }
    expect(explainVerdict(VERDICTS.revoked[0] ?? ACTIVE_VERDICTS.endless, then)).toMatchObject({
      sentence: 'This session was revoked by Dana Ortiz 12 minutes earlier.',
      detail: expect.stringMatching(/^It ended 12 min earlier \(3 May 2026, 13:48:00\)\./),
    })
    const words = REASONS.flatMap((reason) => VERDICTS[reason]).flatMap((verdict) =>
      Object.values(explainVerdict(verdict, then)),
    )
    for (const text of words) expect(text).not.toMatch(/\bago\b(?<!a while ago)|just now/)
  })

  it('of a session cut off says what the cutoff was for', () => {
    expect(explainVerdict(VERDICTS.revoked[2] ?? ACTIVE_VERDICTS.endless, CONTEXT).detail).toBe(
      'It ended 1 h ago (3 May 2026, 13:00:00). A cutoff ended everything of this person or service that had signed in by then. Cause: key compromise. The note says “stolen laptop”.',
    )
  })

  it.each(CAUSES.map((cause) => [cause]))('tells the customer about a revocation for %s', (cause) => {
    const verdict = evaluate(facts({ record: credential({ ended: ending(NOON, { cause }) }) }), NOON)
    for (const kind of KINDS) {
      const { customer } = explainVerdict(verdict, { ...CONTEXT, kind })
      expect(customer).toMatch(/^[A-Z].*, so please .*\.$/)
      expect(customer).not.toMatch(/you (typed|forgot|failed|must|should)|fault|!/)
    }
  })

  it('names the scopes that are missing, not those that were granted', () => {
    expect(explainVerdict(VERDICTS.insufficient_scope[1] ?? ACTIVE_VERDICTS.endless, CONTEXT)).toMatchObject({
      sentence: 'This session lacks the scopes orders:write and stock:read.',
      detail: 'Asked: orders:read, orders:write, stock:read. Granted: orders:read.',
    })
  })

  it.each([
    [0, "The caller's clock is 1 minute 34 seconds ahead."],
    [1, "The caller's clock is 1 minute 34 seconds behind."],
    [2, "The caller's clock is 1 day ahead."],
  ])('by a wrong clock says which way it is off (%d)', (index, sentence) => {
    expect(explainVerdict(VERDICTS.clock_skew[index] ?? ACTIVE_VERDICTS.endless, CONTEXT).sentence).toBe(sentence)
  })

  it('names the credential by its kind, and a token where no kind is known', () => {
    const sentences = CONTEXTS.map(
      (context) => explainVerdict(VERDICTS.mismatch[0] ?? ACTIVE_VERDICTS.endless, context).sentence,
    )
    expect(sentences[0]).toContain('This token ')
    expect(sentences.slice(1, 5).map((words) => /This (.*) was issued/.exec(words)?.[1])).toEqual([
      'session',
      'API key',
      'one-time token',
      'certificate',
    ])
  })

  it('is told to a machine in UTC, and says so', () => {
    expect(explainVerdict(VERDICTS.superseded[0] ?? ACTIVE_VERDICTS.endless, BARE).detail).toBe(
      'It was accepted in overlap until 3 May 2026, 11:57:00 UTC; its successor is credential-2.',
    )
  })

  it('puts names in the place of actors known by id', () => {
    const record = credential({ ended: ending(NOON - MINUTE, { by: 'operator-7' }) })
    const context = { ...CONTEXT, actorNames: { 'operator-7': 'Ines Roth' } }
    expect(explainVerdict(evaluate(facts({ record }), NOON), context).sentence).toContain('by Ines Roth')
  })
})

describe('an active verdict', () => {
  it.each([
    ['endless', 'session', 'This session is active. No limit ends it by itself.'],
    ['idle', 'session', 'This session is active. It ends in 29 minutes unless it is used before.'],
    ['absolute', 'session', 'This session is active. It ends in 1 hour.'],
    ['own', 'api_key', 'This API key is active. It ends in 12 days unless it is rotated.'],
    ['overlap', 'api_key', 'This API key is active. It was replaced and is accepted in overlap for 20 minutes more.'],
  ] as const)('(%s) says when a %s ends, and what would keep it', (which, kind, sentence) => {
    expect(explainVerdict(ACTIVE_VERDICTS[which], { ...CONTEXT, kind }).sentence).toBe(sentence)
  })

  it('names the policy that will end it', () => {
    expect(explainVerdict(ACTIVE_VERDICTS.idle, CONTEXT).detail).toBe(
      'Every check passed. It ends at 3 May 2026, 14:29:00. Limit from Storefront · Web sessions, version 4, set by Dana Ortiz on 3 Apr 2026.',
    )
  })

  it.each(Object.entries(ACTIVE_VERDICTS))('(%s) is told in whole sentences without a gap', (_, verdict) => {
    expect(verdict.active).toBe(true)
    for (const words of told(verdict).flatMap((parts) => Object.values(parts)))
      expect(words).toMatch(/^(?!.*(undefined|null|NaN|!| {2}))[A-Z].*\.$/)
  })
})
