import { describe, expect, it } from 'vitest'
import { STATES } from '@/lib/core/lifecycle'
import type { Role } from '@/lib/core/permissions'
import { type CredentialAct, whyNot, whyNotByRole } from './why-not'

const ACTS: readonly CredentialAct[] = ['revoke', 'suspend', 'resume', 'rotate']
const SHOP = { id: 'shop', builtIn: false }
const of = (state: (typeof STATES)[number], successorId: string | null = null) => ({
  state,
  successorId,
  application: SHOP,
})
const everywhere = (role: Role) => [{ role, applicationId: null }]
const administrator = everywhere('administrator')

describe('a button of a credential', () => {
  it.each(ACTS)('refuses %s to support and auditors in every state and says who may', (act) => {
    for (const role of ['support', 'auditor'] as const) {
      for (const state of STATES) expect(whyNot(act, of(state), everywhere(role))).toMatch(/^Only owners, admin/)
      expect(whyNotByRole(act, everywhere(role))).toMatch(/^Only owners, admin/)
    }
    for (const role of ['owner', 'administrator', 'operator'] as const)
      expect(whyNotByRole(act, everywhere(role))).toBeUndefined()
  })

  it.each(ACTS)('refuses %s to an operator of another application', (act) => {
    const elsewhere = [{ role: 'operator', applicationId: 'warehouse' }] as const
    for (const state of STATES) expect(whyNot(act, of(state), elsewhere)).toMatch(/other applications/)
    expect(whyNotByRole(act, elsewhere)).toBeUndefined()
  })

  it.each(ACTS)('never offers %s for what has ended', (act) =>
    expect(whyNot(act, of('ended'), administrator)).toBe('It has ended already.'),
  )

  it.each(ACTS)('refuses %s to what was renewed or rotated, and says that there is a successor', (act) =>
    expect(whyNot(act, of('ended', 'next'), administrator)).toBe('It has ended: a successor took its place.'),
  )

  it('offers to resume only what is suspended, and to suspend only what is not', () => {
    for (const state of STATES.filter((each) => each !== 'ended')) {
      expect(whyNot('resume', of(state), administrator) === undefined).toBe(state === 'suspended')
      expect(whyNot('suspend', of(state), administrator) === undefined).toBe(state !== 'suspended')
    }
  })

  it('rotates neither what has a successor nor what is suspended', () => {
    expect(whyNot('rotate', of('active'), administrator)).toBeUndefined()
    expect(whyNot('rotate', of('in_overlap', 'next'), administrator)).toMatch(/successor/)
    expect(whyNot('rotate', of('suspended'), administrator)).toMatch(/Resume/)
  })

  it('rotates a service key only for whoever may issue one, and says who may', () => {
    const serviceKey = { ...of('active'), application: { id: 'assay', builtIn: true } }
    expect(whyNot('rotate', serviceKey, everywhere('operator'))).toBe(
      'Only owners and administrators rotate service keys.',
    )
    const mixed = [...everywhere('operator'), { role: 'administrator', applicationId: 'shop' } as const]
    expect(whyNot('rotate', serviceKey, mixed)).toMatch(/other applications/)
    expect(whyNot('rotate', serviceKey, administrator)).toBeUndefined()
    expect(whyNot('extend_overlap', serviceKey, everywhere('operator'))).toBeUndefined()
  })

  it('revokes whatever still lives', () => {
    for (const state of STATES.filter((each) => each !== 'ended'))
      expect(whyNot('revoke', of(state), administrator)).toBeUndefined()
  })
})
