import { createLoader } from 'nuqs/server'
import { describe, expect, it } from 'vitest'
import { type FilterDefinition, filterParsers, looksLikeCidr, looksLikeToken, sortParser } from './filters'

const TOKEN = 'asy_live_session_0A7KdQ2mXv9ZrTq4LpWb81cYhN3sFgEjUo6MiRxVtBzDkAyHwCnJlSfOuPeGqI5'
const definitions: FilterDefinition[] = [
  { id: 'state', kind: 'many', lead: 'that are', label: 'State', options: [{ value: 'active', label: 'active' }] },
  { id: 'person', kind: 'text', lead: 'of', label: 'Person' },
]
const load = createLoader(filterParsers(definitions))

describe('filters in the URL', () => {
  it('read lists and text', () => {
    expect(load('?state=active,ended&person=ines')).toEqual({ state: ['active', 'ended'], person: 'ines' })
    expect(load('')).toEqual({ state: null, person: null })
  })

  it('never take a token, wherever it stands in the text', () => {
    expect(load(`?person=${TOKEN}`).person).toBeNull()
    expect(load(`?person=Bearer%20${TOKEN}`).person).toBeNull()
    expect(looksLikeToken(TOKEN)).toBe(true)
    expect(looksLikeToken('asy@example.com')).toBe(false)
  })

  it('never take more than 200 characters', () => expect(load(`?person=${'a'.repeat(201)}`).person).toBeNull())

  it('fall back to the first order when the named one does not exist', () => {
    const order = createLoader({
      sort: sortParser([
        { value: 'used', label: 'u' },
        { value: 'issued', label: 'i' },
      ]),
    })
    expect(order('?sort=issued').sort).toBe('issued')
    expect(order('?sort=nonsense').sort).toBe('used')
  })
})

describe('an address filter', () => {
  it.each(['203.0.113.7', '203.0.113.0/24', '2001:db8::/32', '::1', '::ffff:203.0.113.7'])('accepts %s', (text) =>
    expect(looksLikeCidr(text)).toBe(true),
  )
  it.each(['', '203.0.113', 'example.com', '203.0.113.0/', '1', 'ines@example.com'])('refuses %j', (text) =>
    expect(looksLikeCidr(text)).toBe(false),
  )
})
