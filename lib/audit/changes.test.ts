import { describe, expect, it } from 'vitest'
import { changesOf, factsOf } from './changes'

describe('the difference an entry tells', () => {
  it('is every field that is no longer what it was, and no other', () => {
    const detail = {
      before: { name: 'Shop', owners: ['Dana'], signInUrl: null },
      after: { name: 'Storefront', owners: ['Dana'], signInUrl: 'https://shop.example/' },
    }
    expect(changesOf(detail)).toEqual([
      { field: 'name', before: 'Shop', after: 'Storefront' },
      { field: 'signInUrl', before: null, after: 'https://shop.example/' },
    ])
  })

  it('compares lists by what is in them', () => {
    expect(changesOf({ before: { owners: ['Dana'] }, after: { owners: ['Dana', 'Sam'] } })).toHaveLength(1)
    expect(changesOf({ before: { owners: ['Dana'] }, after: { owners: ['Dana'] } })).toEqual([])
  })

  it('takes a first version for a change from nothing', () => {
    expect(changesOf({ before: null, after: { idleSeconds: 1_800 } })).toEqual([
      { field: 'idleSeconds', before: null, after: 1_800 },
    ])
  })

  it('is nothing where an entry has only one side', () => {
    expect(changesOf({ before: { state: 'active' } })).toEqual([])
    expect(changesOf({ note: 'ticket 12' })).toEqual([])
  })

  it('leaves nothing out: what is no change stands among the facts', () => {
    expect(factsOf({ note: null, cause: 'logged_out', before: { state: 'active' } })).toEqual([
      ['cause', 'logged_out'],
      ['before', { state: 'active' }],
    ])
    expect(factsOf({ note: 'why', before: { a: 1 }, after: { a: 2 } })).toEqual([['note', 'why']])
  })
})
