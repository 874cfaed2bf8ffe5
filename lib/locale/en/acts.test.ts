import { describe, expect, it } from 'vitest'
import { ACT_TEXTS, actLabel, actNames, actWords, tellAct } from './acts'

const NAMES = { target: 'the session of Ines Okafor', subject: 'Ines Okafor', application: 'Storefront' }

describe('the words of the audit', () => {
  it('name every act differently, so that a filter offers no two alike', () => {
    const labels = Object.values(ACT_TEXTS).map(({ label }) => label)
    expect(new Set(labels).size).toBe(labels.length)
    for (const label of labels) expect(label).toMatch(/^[A-Z][A-Za-z -]+$/)
  })

  it.each<[string, Record<string, unknown>, string]>([
    ['session.issued', { authMethod: 'pwd' }, 'issued a session to Ines Okafor at Storefront'],
    ['key.issued', { name: 'Deploy', scopes: [] }, 'issued the API key Deploy to Ines Okafor at Storefront'],
    ['credential.revoked', { cause: 'key_compromise' }, 'revoked the session of Ines Okafor: key compromise'],
    ['credential.revoked', { cause: 'unspecified' }, 'revoked the session of Ines Okafor'],
    ['credential.suspended', { until: null }, 'suspended the session of Ines Okafor until it is resumed'],
    ['credential.swept', { reason: 'idle' }, 'recorded that the session of Ines Okafor had ended: idle'],
    ['operator.sign_in_failed', { why: 'password' }, 'turned a sign-in away: wrong password'],
    ['token.explained', { by: 'request', reason: 'idle' }, 'looked up a refused request, refused as idle'],
  ])('tell %s in a sentence', (action, detail, sentence) => {
    expect(tellAct(action, detail, NAMES)).toBe(sentence)
  })

  it('tell a renaming with both names, and any other change by what changed', () => {
    const facts = { name: 'Shop', signInUrl: null, owners: [] }
    const tell = (after: object) =>
      tellAct('application.changed', { before: facts, after: { ...facts, ...after } }, { ...NAMES, target: 'Shop' })
    expect(tell({ name: 'Storefront' })).toBe('renamed Shop to Storefront')
    expect(tell({ signInUrl: 'https://shop.example/' })).toBe('changed the sign-in address of Shop')
    expect(tell({ owners: ['Dana Ortiz'] })).toBe('changed who answers for Shop')
  })

  it('name an act that this version does not know, or cannot read, instead of failing', () => {
    expect(tellAct('moon.landed', {}, NAMES)).toBe('did “moon.landed” to the session of Ines Okafor')
    expect(tellAct('application.changed', {}, NAMES)).toBe('changed: the session of Ines Okafor')
    expect([actWords('moon.landed'), actLabel('moon.landed')]).toEqual(['moon.landed', 'moon.landed'])
  })

  it.each<[Parameters<typeof actNames>[0]['target'], string]>([
    [{ type: 'credential', kind: 'api_key', name: 'Deploy' }, 'the API key Deploy of Ines Okafor'],
    [{ type: 'credential', kind: 'session', name: null }, 'the session of Ines Okafor'],
    [{ type: 'credential', kind: null, name: null }, 'a credential'],
    [{ type: 'subject', kind: null, name: null }, 'Ines Okafor'],
    [{ type: 'application', kind: null, name: null }, 'Storefront'],
    [{ type: 'policy', kind: null, name: 'Storefront sessions' }, 'the policy Storefront sessions'],
    [{ type: 'policy', kind: null, name: null }, 'a policy'],
    [{ type: 'operator', kind: null, name: 'Sam Lee' }, 'Sam Lee'],
  ])('call the target %j %s', (target, words) => {
    const around = { subject: { name: 'Ines Okafor' }, application: { name: 'Storefront' } }
    expect(actNames({ target, ...around }).target).toBe(words)
  })
})
