import { describe, expect, it } from 'vitest'
import { fieldWords, valueWords } from './entry-values'

describe('the values of an entry', () => {
  it.each<[string, unknown, object]>([
    ['idleSeconds', 1_800, { text: '30 minutes' }],
    ['affected', 12_408, { text: '12,408' }],
    ['until', 1_700_000_000_000, { at: 1_700_000_000_000 }],
    ['note', null, { text: 'none' }],
    ['owners', [], { text: 'none' }],
    ['owners', ['Dana Ortiz', 'Sam Lee'], { text: 'Dana Ortiz, Sam Lee' }],
    ['cause', 'key_compromise', { text: 'key compromise' }],
    ['slug', 'help_desk-2', { text: 'help_desk-2' }],
    ['before', { state: 'in_overlap' }, { text: 'state in overlap' }],
    ['includeOwn', true, { text: 'yes' }],
    ['authMethod', 'pwd otp mfa', { text: 'password and a code' }],
    ['authMethod', 'pwd magic', { text: 'password and magic' }],
  ])('%s %j reads as %j', (field, value, words) => {
    expect(valueWords(field, value)).toEqual(words)
  })

  it('stand under a name, also those that nobody named', () => {
    expect(fieldWords('signInUrl')).toBe('Sign-in address')
    expect(fieldWords('tagCount')).toBe('Tag count')
  })
})
