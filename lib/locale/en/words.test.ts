import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CAUSES, ENVIRONMENTS, KINDS, SUBJECT_TYPES } from '@/lib/core/credential'
import { MINUTE, SECOND } from '@/lib/core/instant'
import { STATES } from '@/lib/core/lifecycle'
import { CAUSE_TEXTS } from './causes'
import { ENVIRONMENT_TEXTS } from './environments'
import { KIND_TEXTS, SUBJECT_TYPE_LABELS, TOKEN_TEXT } from './kinds'
import { elapsedInWords, lengthInWords, limitSentence } from './lengths'
import { STATE_TEXTS } from './states'

describe('the words of the lists', () => {
  it('exist for every kind, state, cause, environment and type, each under a label of its own', () => {
    for (const [names, texts] of [
      [KINDS, KIND_TEXTS],
      [STATES, STATE_TEXTS],
      [CAUSES, CAUSE_TEXTS],
      [ENVIRONMENTS, ENVIRONMENT_TEXTS],
    ] as const) {
      expect(Object.keys(texts)).toEqual([...names])
      const labels = Object.values(texts).map(({ label }) => label)
      expect(new Set(labels).size).toBe(labels.length)
      for (const label of labels) expect(label).toMatch(/^[A-Z][A-Za-z -]+$/)
    }
    expect(Object.keys(SUBJECT_TYPE_LABELS)).toEqual([...SUBJECT_TYPES])
  })

  it('explain each state and cause in one plain sentence', () => {
    for (const { meaning } of [...Object.values(STATE_TEXTS), ...Object.values(CAUSE_TEXTS)])
      expect(meaning).toMatch(/^[A-Z][^.!]*\.$/)
  })

  it('tell the holder of each kind how to carry on', () => {
    for (const { renewal, plea, one, noun } of [...Object.values(KIND_TEXTS), TOKEN_TEXT]) {
      expect(renewal).toMatch(/^[A-Z][^!]*\.$/)
      expect(plea).toMatch(/^please [^.!]*$/)
      expect(one).toMatch(new RegExp(`^an? ${noun}$`))
    }
  })
})

describe('lengths in sentences', () => {
  it.each([
    ['1 s', '1 second'],
    ['31 min', '31 minutes'],
    ['4 h 44 min', '4 hours 44 minutes'],
    ['1 day 1 h', '1 day 1 hour'],
    ['0.4 s', '0.4 seconds'],
    ['in 2 h', 'in 2 hours'],
    ['just now', 'just now'],
  ])('write %s as %s', (short, long) => expect(lengthInWords(short)).toBe(long))

  it.each([
    [31 * MINUTE + 6 * SECOND, 30 * MINUTE, '31 minutes'],
    [95 * SECOND, 90 * SECOND, '1 minute 35 seconds'],
    [95 * SECOND, null, '1 minute'],
    [26 * 60 * MINUTE, 24 * 60 * MINUTE, '1 day 2 hours'],
    [25 * 60 * MINUTE + 31 * MINUTE, 25.5 * 60 * MINUTE, '1 day 1 hour 31 minutes'],
  ])('tell %d ms beside a limit of %s ms as %s', (elapsed, limit, words) => {
    expect(elapsedInWords(elapsed, limit)).toBe(words)
  })

  it('never tell less than the limit that was reached', () => {
    const limits = fc.integer({ min: 60, max: 40 * 86_400 })
    fc.assert(
      fc.property(limits, fc.nat(10 * 86_400_000), (limitSeconds, more) => {
        const told = elapsedInWords(limitSeconds * SECOND + more, limitSeconds * SECOND)
        expect(inSeconds(told)).toBeGreaterThanOrEqual(limitSeconds)
      }),
    )
  })

  it.each([
    ['30 minutes', '31 minutes', 'The limit is 30.'],
    ['1 minute', '2 minutes', 'The limit is 1 minute.'],
    ['30 minutes', '2 hours 1 minute', 'The limit is 30 minutes.'],
    ['1 minute 30 seconds', '1 minute 35 seconds', 'The limit is 1 minute 30 seconds.'],
  ])('say the unit of a limit of %s beside %s only where it is another one', (limit, elapsed, sentence) => {
    expect(limitSentence(limit, elapsed)).toBe(sentence)
  })
})

const SECONDS: Readonly<Record<string, number>> = { second: 1, minute: 60, hour: 3600, day: 86_400 }

function inSeconds(words: string): number {
  return [...words.matchAll(/([\d.]+) (second|minute|hour|day)s?/g)].reduce(
    (sum, [, amount = '0', unit = '']) => sum + Number(amount) * (SECONDS[unit] ?? Number.NaN),
    0,
  )
}
