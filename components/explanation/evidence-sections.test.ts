import { describe, expect, test } from 'vitest'
import { REASONS } from '@/lib/core/reasons'
import { NOON } from '@/lib/core/testing/builders'
import { explainVerdict } from '@/lib/locale/en/explain'
import { BARE, CONTEXT, VERDICTS } from '@/lib/locale/en/testing/verdicts'
import type { Explanation, RecordedRefusal } from '@/lib/services/explanation'
import { evidenceSections, evidenceText } from './evidence-sections'

const RECORDED: RecordedRefusal = {
  ...{ id: 'refusal-1', requestId: 'req_1', judgedAt: NOON, count: 3, firstAt: NOON - 60_000, lastAt: NOON },
  ...{ applicationId: 'application-1', applicationName: 'Storefront', subjectId: 'subject-1' },
  ...{ ip: '203.0.•.•', country: 'AT', device: 'Firefox 144 · Windows', callerIp: '10.0.0.2', sentAt: NOON - 94_000 },
}

const every = REASONS.flatMap((reason) => VERDICTS[reason])

function sectionsOf(verdict: Explanation['verdict'], recorded: RecordedRefusal | null = RECORDED, context = CONTEXT) {
  const explanation: Explanation = {
    ...{ verdict, recorded, credential: null, facts: null, policies: [], uses: [], refusals: [], family: [] },
    ...{ successorIssuedAt: null, others: [], now: NOON },
  }
  return evidenceSections(explanation, { verdict, words: explainVerdict(verdict, context), context }, 'Europe/Vienna')
}

const first = VERDICTS.idle[0] ?? every[0]
if (first === undefined) throw new Error('There is no verdict to tell')

describe('the evidence of a verdict', () => {
  test('has a fact in every part and no gap in any, whatever the reason', () => {
    const parts = every.flatMap((verdict) =>
      [RECORDED, null].flatMap((recorded) => sectionsOf(verdict, recorded, BARE)),
    )
    for (const { title, items } of parts) expect(items.length, title).toBeGreaterThan(0)
    for (const { term, value } of parts.flatMap(({ items }) => items)) {
      expect(term).not.toBe('')
      expect(value, term).not.toMatch(/undefined|null|NaN|Invalid|\[object|^\s*$| · $/)
    }
  })

  test('names every check, and says of each whether it passed, failed or was not reached', () => {
    const checks = sectionsOf(first).find(({ title }) => title === 'Recorded checks')?.items ?? []
    expect(checks).toHaveLength(first.checks.length)
    for (const { value } of checks) expect(value).toMatch(/^(passed|failed|failed, decided|not reached)/)
    expect(checks.filter(({ value }) => value.startsWith('failed, decided'))).toHaveLength(1)
  })

  test('tells what the caller said from what was seen, and keeps masked what is masked', () => {
    const text = evidenceText(sectionsOf(first))
    expect(text).toContain('From: 203.0.•.• (reported)')
    expect(text).toContain('Caller: 10.0.0.2\n')
    expect(text).toContain('Reference: req_1')
  })

  test('says whether it is as it was recorded, or judged again', () => {
    expect(evidenceText(sectionsOf(first))).toContain('as it was given and recorded')
    expect(evidenceText(sectionsOf(first, null))).toContain('judged by what is stored')
  })

  test('names the policy version that decided, where one did', () => {
    expect(evidenceText(sectionsOf(first))).toMatch(/Version: Web sessions v4, the application’s own rule/)
    expect(evidenceText(sectionsOf({ ...first, policy: null }))).toContain('Decided by: no policy')
  })
})
