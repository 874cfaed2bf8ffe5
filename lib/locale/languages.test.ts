import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { askedLanguage, asksForLanguage, LANGUAGES } from './languages'

describe('the language of a reader', () => {
  it.each([
    ['de', null, 'de'],
    ['de-AT', null, 'de'],
    ['DE', 'en', 'de'],
    [null, 'de-CH-1996, en;q=0.8', 'de'],
    [null, 'fr, de;q=0.5, en;q=0.7', 'en'],
    [null, 'en;q=0.1, de;q=0.2', 'de'],
    [null, 'de;q=0, en;q=0.1', 'en'],
    ['fr', 'de', 'de'],
  ] as const)('is read from lang %j and Accept-Language %j as %s', (lang, accepted, language) => {
    expect(askedLanguage(lang, accepted)).toBe(language)
  })

  it.each([
    [null, null],
    ['', ''],
    [null, '*'],
    [null, 'fr, it;q=0.9'],
    [null, 'de;q=0'],
    [null, 'de;q=2'],
    [null, 'deutsch'],
    ['d', 'e'],
    ['__proto__', 'constructor'],
  ])('is nobody’s guess where lang is %j and Accept-Language %j', (lang, accepted) => {
    expect(askedLanguage(lang, accepted)).toBeNull()
  })

  it('is one that is spoken here or none, whatever is sent', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (lang, accepted) => {
        expect([...LANGUAGES, null]).toContain(askedLanguage(lang, accepted))
      }),
    )
  })

  it('costs no more for a header of a megabyte', () => {
    expect(askedLanguage(null, `${'x,'.repeat(500_000)}de`)).toBeNull()
  })
})

describe('asking for a language', () => {
  it.each([
    ['de', true],
    ['fr', true],
    ['*', false],
    ['*;q=0.5', false],
    ['', false],
    [null, false],
  ])('Accept-Language %j: %s', (header, asks) => expect(asksForLanguage(header)).toBe(asks))
})
