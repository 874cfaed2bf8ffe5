import { describe, expect, it } from 'vitest'
import { PERMISSIONS, type Permission, ROLES } from '@/lib/core/permissions'
import { ROLE_TEXTS, rolesInWords, whyNotPermitted } from './roles'

const everywhere = (role: (typeof ROLES)[number]) => [{ role, applicationId: null }]

describe('what an operator is, in words', () => {
  it('names the strongest role alone where it holds everywhere', () => {
    for (const role of ROLES) expect(rolesInWords(everywhere(role))).toBe(ROLE_TEXTS[role].word)
    expect(rolesInWords([...everywhere('auditor'), ...everywhere('administrator')])).toBe('Administrator')
  })

  it('says to how many applications it is narrowed', () => {
    expect(rolesInWords([{ role: 'operator', applicationId: 'a' }])).toBe('Operator of 1 application')
    const two = ['a', 'b'].map((applicationId) => ({ role: 'support', applicationId }) as const)
    expect(rolesInWords(two)).toBe('Support of 2 applications')
  })

  it('does not pretend where there is none', () => expect(rolesInWords([])).toBe('No role'))
})

describe('why a button cannot be used', () => {
  it('names every role that may, and none that may not', () => {
    for (const [name, { roles }] of Object.entries(PERMISSIONS)) {
      if (roles.length === 0 || roles.length === ROLES.length) continue
      // Object.entries widens the names of a closed table.
      const said = whyNotPermitted([], name as Permission, 'do it') ?? ''
      for (const role of ROLES)
        expect(said.includes(ROLE_TEXTS[role].plural)).toBe((roles as readonly string[]).includes(role))
    }
  })

  it('tells a role that reaches elsewhere from no role at all', () => {
    const narrowed = [{ role: 'operator', applicationId: 'a' }] as const
    expect(whyNotPermitted(narrowed, 'credentials.revoke', 'end credentials', 'a')).toBeUndefined()
    expect(whyNotPermitted(narrowed, 'credentials.revoke', 'end credentials', 'b')).toMatch(/other applications/)
    expect(whyNotPermitted(narrowed, 'credentials.revoke', 'end credentials', null)).toMatch(/whole installation/)
    expect(whyNotPermitted(narrowed, 'policies.change', 'change policies')).toBe(
      'Only owners and administrators change policies.',
    )
  })
})
