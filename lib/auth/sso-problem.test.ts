import { describe, expect, test } from 'vitest'
import { OIDC_PROBLEMS } from '@/lib/oidc/problem'
import { OWN_PROBLEMS, readSsoProblem, writeSsoProblem } from './sso-problem'
import { ssoProblemText } from './sso-text'

const ALL = [...OIDC_PROBLEMS, ...OWN_PROBLEMS]

describe('a problem on the way through the issuer', () => {
  test.each(ALL)('%s travels in an address and has a sentence that says what to do', (code) => {
    expect(readSsoProblem(writeSsoProblem({ code, facts: {} }))).toEqual({ code, facts: {} })
    expect(ssoProblemText({ code, facts: {} })).toMatch(/^[A-Z].{40,}\.$/s)
  })

  test('says by how much a clock is off, and which way', () => {
    const text = (aheadSeconds: number) => ssoProblemText({ code: 'clock_off', facts: { aheadSeconds } })
    expect(text(300)).toContain('is 300 seconds ahead of ours')
    expect(text(-300)).toContain('is 300 seconds behind ours')
    expect(readSsoProblem('sso.clock_off.-300')?.facts.aheadSeconds).toBe(-300)
  })

  test.each([
    undefined,
    '',
    'sso.',
    'sso.invented',
    'sso.clock_off.x',
    'sso.clock_off.1 2',
    'refused',
    'sso.denied<b>',
  ])('%j is none, and puts no words onto the page', (text) => {
    expect(readSsoProblem(text)).toBeNull()
  })
})
