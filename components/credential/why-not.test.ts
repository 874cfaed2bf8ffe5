import { describe, expect, it } from 'vitest'
import { STATES } from '@/lib/core/lifecycle'
import { type CredentialAct, whyNot, whyNotByRole } from './why-not'

const ACTS: readonly CredentialAct[] = ['revoke', 'suspend', 'resume', 'rotate']
const of = (state: (typeof STATES)[number], successorId: string | null = null) => ({ state, successorId })

describe('a button of a credential', () => {
  it.each(ACTS)('refuses %s to support in every state and says who may', (act) => {
    for (const state of STATES) expect(whyNot(act, of(state), 'support')).toMatch(/^Only administrators/)
    expect(whyNotByRole(act, 'support')).toMatch(/^Only administrators/)
    expect(whyNotByRole(act, 'administrator')).toBeUndefined()
  })

  it.each(ACTS)('never offers %s for what has ended', (act) =>
    expect(whyNot(act, of('ended'), 'administrator')).toBe('It has ended already.'),
  )

  it('offers to resume only what is suspended, and to suspend only what is not', () => {
    for (const state of STATES.filter((each) => each !== 'ended')) {
      expect(whyNot('resume', of(state), 'administrator') === undefined).toBe(state === 'suspended')
      expect(whyNot('suspend', of(state), 'administrator') === undefined).toBe(state !== 'suspended')
    }
  })

  it('rotates neither what has a successor nor what is suspended', () => {
    expect(whyNot('rotate', of('active'), 'administrator')).toBeUndefined()
    expect(whyNot('rotate', of('in_overlap', 'next'), 'administrator')).toMatch(/successor/)
    expect(whyNot('rotate', of('suspended'), 'administrator')).toMatch(/Resume/)
  })

  it('revokes whatever still lives', () => {
    for (const state of STATES.filter((each) => each !== 'ended'))
      expect(whyNot('revoke', of(state), 'administrator')).toBeUndefined()
  })
})
