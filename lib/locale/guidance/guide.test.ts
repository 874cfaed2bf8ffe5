import { describe, expect, it } from 'vitest'
import { CAUSES, type Cause, KINDS } from '@/lib/core/credential'
import { REASONS, type Reason, reasonFacts } from '@/lib/core/reasons'
import type { Evidence } from '@/lib/core/verdict'
import { LANGUAGES, type Language } from '../languages'
import { GUIDANCE, type Guidance, guide, holderOf, publicTellable, type Tellable } from './guide'
import { HOLDERS, type Holder } from './words'

const AT = Date.UTC(2026, 4, 3, 12, 2)
const FULL: Evidence = {
  limitSeconds: 1_800,
  until: AT,
  notBefore: AT,
  retryAfterSeconds: 90,
  asked: ['orders:read', 'orders:write'],
  granted: ['orders:read'],
}

interface Case {
  readonly language: Language
  readonly holder: Holder
  readonly reason: Reason
  readonly cause: Cause | null
}

const ALL: readonly Case[] = LANGUAGES.flatMap((language) =>
  HOLDERS.flatMap((holder) => [
    ...REASONS.filter((reason) => reason !== 'revoked').map((reason) => ({ language, holder, reason, cause: null })),
    ...CAUSES.map((cause) => ({ language, holder, reason: 'revoked' as const, cause })),
  ]),
)

function told(tellable: Tellable, { language, holder }: Pick<Case, 'language' | 'holder'>, zone = 'UTC'): Guidance {
  return guide(tellable, { language, holder, zone, application: 'Storefront', signInUrl: 'https://shop.example/in' })
}

function sentences({ title, happened, next, action }: Guidance): string {
  return [title, happened, next, action?.words ?? ''].join('\n')
}

describe.each(ALL)('guidance for $reason $cause, $holder, $language', ({ reason, cause, ...reader }) => {
  const texts = [FULL, {}].map((evidence) => told({ reason, cause, evidence }, reader))

  it('says what happened and what to do next, in whole sentences', () => {
    for (const { title, happened, next } of texts) {
      expect(title).toMatch(/^\p{Lu}[^.!?:]{8,60}$/u)
      expect(happened).toMatch(/^\p{Lu}.*\.$/u)
      expect(next).toMatch(/^\p{Lu}.*\.$/u)
      expect(happened.length + next.length).toBeLessThan(420)
    }
  })

  it('is plain: no exclamation, no blame, no jargon, nothing that was not filled in', () => {
    for (const text of texts.map(sentences)) {
      expect(text).not.toMatch(/!|\bnull\b|undefined|NaN|\[object| {2}|\.\./)
      expect(text).not.toMatch(
        /\b(you failed|your fault|illegal|invalid|unauthori[sz]ed|denied|token|JWT|Schuld|falsch gemacht|verweigert)\b/i,
      )
      if (reader.language === 'de') expect(text).not.toMatch(/\b(du|dein|deine|dich|dir)\b/i)
    }
  })

  it('gives the button words, or leaves it out where another person has to act', () => {
    for (const { action } of texts) if (action !== null) expect(action.words).toMatch(/^\p{Lu}[^.!]+$/u)
  })
})

describe('what a holder is not told', () => {
  const needles = {
    ...{ by: 'Dana Ortiz', note: 'stolen on the train', address: '203.0.113.9', allowed: ['198.51.100.0/24'] },
    ...{ policyName: 'Web sessions', setBy: 'Kim Reyes', bound: 'Firefox', seen: 'curl', imitates: 'c-4711' },
    ...{ issuerKeyId: '0A', audience: 'help-desk', expected: 'storefront-2', role: 'buyer', resource: 'invoice 7' },
    ...{ successorId: 'c-4712', cutoffId: 'c-4713', looksLike: 'ghp_', which: 'pepper 2' },
  }

  it.each(ALL)('$reason $cause, $holder, $language names no person, note, address, policy or id', (each) => {
    const { reason, cause, ...reader } = each
    const text = sentences(told({ reason, cause, evidence: { ...FULL, ...needles } }, reader))
    for (const needle of Object.values(needles).flat()) expect(text).not.toContain(needle)
  })

  it.each(LANGUAGES)('whether a token was made up, mistyped or forgotten, in %s', (language) => {
    const early = REASONS.filter((reason) => ['shape', 'origin'].includes(reasonFacts(reason).gate))
    expect(early.length).toBe(7)
    for (const holder of HOLDERS) {
      const texts = early.map((reason) => told({ reason, cause: null, evidence: FULL }, { language, holder }))
      expect(new Set(texts.map((text) => JSON.stringify(text))).size).toBe(1)
    }
  })

  it.each(LANGUAGES)('which of the reasons behind one public code it was, in %s', (language) => {
    for (const holder of HOLDERS) {
      const byCode = new Map<string, Set<string>>()
      for (const reason of REASONS) {
        const { publicCode } = reasonFacts(reason)
        const text = JSON.stringify(told(publicTellable(reason), { language, holder }))
        byCode.set(publicCode, (byCode.get(publicCode) ?? new Set()).add(text))
      }
      for (const [code, texts] of byCode) expect(texts.size, code).toBe(1)
    }
  })
})

describe('a text is filled in', () => {
  const person = { language: 'en', holder: 'person' } as const

  it('with the limit, the moment and the scopes that decided', () => {
    const idle = told({ reason: 'idle', cause: null, evidence: { limitSeconds: 1_800 } }, person)
    expect(idle.happened).toBe('You were signed out because there was no activity for 30 minutes.')
    const paused = told({ reason: 'suspended', cause: null, evidence: { until: AT } }, person, 'Europe/Berlin')
    expect(paused.happened).toContain('until 3 May 2026, 14:02 CEST')
    const key = { language: 'de', holder: 'developer' } as const
    expect(told({ reason: 'insufficient_scope', cause: null, evidence: FULL }, key).happened).toBe(
      'Der Schlüssel ist gültig, aber ihm fehlt das Recht orders:write.',
    )
  })

  it('in German with the units German has', () => {
    const idle = (limitSeconds: number) =>
      told({ reason: 'idle', cause: null, evidence: { limitSeconds } }, { language: 'de', holder: 'person' }).happened
    expect(idle(5_400)).toBe('Sie wurden abgemeldet, weil 1 Stunde 30 Minuten lang nichts geschehen ist.')
    expect(idle(30 * 86_400)).toBe('Sie wurden abgemeldet, weil 30 Tage lang nichts geschehen ist.')
  })

  it('with the cause behind a cutoff, where one was given', () => {
    const cut = (cutoffCause: string) => told({ reason: 'revoked', cause: 'cutoff', evidence: { cutoffCause } }, person)
    expect(cut('key_compromise').title).toBe('You were signed out to protect you')
    expect(cut('unspecified').title).toBe('Earlier sessions were ended together')
    expect(cut('something new').title).toBe('Earlier sessions were ended together')
  })

  it('and leads to the application’s own sign-in, never to an address it does not have', () => {
    const revoked: Tellable = { reason: 'revoked', cause: 'unspecified', evidence: {} }
    expect(told(revoked, person)).toMatchObject({
      action: { does: 'sign_in', words: 'Sign in again', url: 'https://shop.example/in' },
    })
    const context = { ...person, zone: 'UTC', application: 'Storefront', signInUrl: null }
    expect(guide(revoked, context)).toMatchObject({ action: { words: 'Sign in again', url: null } })
    expect(told({ reason: 'rate_limited', cause: null, evidence: {} }, person)).toMatchObject({
      action: { words: 'Try again', url: null },
    })
  })

  it('for developers where a program holds it, for people otherwise', () => {
    expect(KINDS.map(holderOf)).toEqual(['person', 'developer', 'person', 'developer'])
    expect(holderOf(null)).toBe('person')
  })
})

it('every language has a name of its own', () => {
  const names = LANGUAGES.map((language) => GUIDANCE[language].name)
  expect(new Set(names).size).toBe(LANGUAGES.length)
})
