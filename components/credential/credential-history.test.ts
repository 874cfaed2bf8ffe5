import { describe, expect, it } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { historyOf } from './credential-history'
import { stateWords } from './credential-state'

const NOON = Date.UTC(2026, 4, 3, 12)

describe('what happened to a credential', () => {
  it('sums uses by the hour and tells everything newest first', () => {
    const events = historyOf({
      uses: [
        { minute: NOON + MINUTE, count: 2 },
        { minute: NOON + 40 * MINUTE, count: 3 },
        { minute: NOON + HOUR, count: 1 },
      ],
      refusals: [{ at: NOON + 2 * HOUR, reason: 'idle', word: 'Idle', count: 3 }],
      acts: [{ id: 'a', at: NOON, action: 'session.issued', words: 'session issued', actorName: 'Storefront' }],
    })
    expect(events.map(({ words }) => words)).toEqual([
      'refused 3 times: idle',
      '1 use in this hour',
      '5 uses in this hour',
      'session issued by Storefront',
    ])
    expect(events.map(({ refused }) => refused)).toEqual([true, false, false, false])
  })
})

describe('the badge of a state', () => {
  const stated = { reason: null, reasonWord: null, endsAt: null, notBefore: null, overlapUntil: null } as const

  it('says how long is left, in one unit', () => {
    expect(stateWords({ ...stated, state: 'ending_soon', endsAt: NOON + 6 * MINUTE }, NOON)).toBe('ends in 6 min')
    expect(stateWords({ ...stated, state: 'pending', notBefore: NOON + 47 * HOUR }, NOON)).toBe('starts in 1 day')
    expect(stateWords({ ...stated, state: 'in_overlap', overlapUntil: NOON + HOUR }, NOON)).toBe('overlap: 1 h')
  })

  it('says why something ended', () =>
    expect(stateWords({ ...stated, state: 'ended', reason: 'idle', reasonWord: 'Idle' }, NOON)).toBe('ended: idle'))

  it('claims no ending that the judge has not spoken', () =>
    expect(stateWords({ ...stated, state: 'ending_soon', endsAt: NOON - MINUTE }, NOON)).toBe('ends now'))

  it('leaves the word of the state alone where there is no more to say', () => {
    expect(stateWords({ ...stated, state: 'active', endsAt: NOON + HOUR }, NOON)).toBe('')
    expect(stateWords({ ...stated, state: 'suspended' }, NOON)).toBe('')
  })
})
