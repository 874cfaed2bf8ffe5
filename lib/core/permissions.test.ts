import { describe, expect, it } from 'vitest'
import { CALLER_SCOPES, PERMISSIONS, type Permission, ROLES, roleMay, scopesAllow } from './permissions'

// Object.keys widens to string[]; the table is closed, so its keys are exactly these.
const ALL = Object.keys(PERMISSIONS) as Permission[]

describe('roles', () => {
  it('support reads and explains, and changes nothing but its own account', () => {
    expect(ALL.filter((permission) => roleMay('support', permission))).toEqual([
      'tokens.explain',
      'credentials.browse',
      'people.read',
      'credentials.read',
      'subjects.read',
      'refusals.read',
      'policies.read',
      'applications.read',
      'operators.self',
      'operators.own_factors',
    ])
  })

  it('an administrator may whatever support may', () => {
    for (const permission of ALL)
      if (roleMay('support', permission)) expect(roleMay('administrator', permission)).toBe(true)
  })

  it('no operator may do what only applications or the system itself do', () => {
    const nobody = ALL.filter((permission) => !ROLES.some((role) => roleMay(role, permission)))
    expect(nobody).toEqual(['tokens.verify', 'tokens.introspect', 'tokens.revoke', 'sessions.issue', 'system.work'])
  })
})

describe('scopes of service keys', () => {
  it('allow nothing where none was granted, and nothing under another name', () => {
    for (const permission of ALL) {
      expect(scopesAllow([], permission)).toBe(false)
      expect(scopesAllow(['*', 'admin', permission], permission)).toBe(false)
    }
  })

  it('all together still change no policy, application or operator, explain nothing, and read nothing of others', () => {
    expect(ALL.filter((permission) => !scopesAllow(CALLER_SCOPES, permission))).toEqual([
      'tokens.explain',
      'credentials.browse',
      'people.read',
      'refusals.read',
      'policies.read',
      'policies.change',
      'applications.read',
      'applications.create',
      'applications.change',
      'applications.disable',
      'exports.make',
      'exports.read',
      'audit.read',
      'operators.manage',
      'operators.self',
      'operators.own_factors',
      'system.work',
    ])
  })

  it.each(CALLER_SCOPES)('%s allows only what its own line says', (scope) => {
    const allowed = ALL.filter((permission) => scopesAllow([scope], permission))
    expect(allowed.every((permission) => PERMISSIONS[permission].scope === scope)).toBe(true)
  })

  it('to read do not suffice to write, end or issue', () => {
    const reading = ['subjects:read', 'tokens:verify', 'tokens:introspect', 'reason:read']
    expect(ALL.filter((permission) => scopesAllow(reading, permission))).toEqual([
      'tokens.verify',
      'tokens.introspect',
      'credentials.read',
      'subjects.read',
    ])
  })
})
