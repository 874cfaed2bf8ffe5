import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  bindingsCover,
  bindingsGive,
  bindingsWithin,
  CALLER_SCOPES,
  grantOf,
  isNowhere,
  PERMISSIONS,
  type Permission,
  ROLES,
  type Role,
  reaches,
  reachOf,
  scopesAllow,
} from './permissions'

// Object.keys widens to string[]; the table is closed, so its keys are exactly these.
const ALL = Object.keys(PERMISSIONS) as Permission[]

const everywhere = (role: Role) => [{ role, applicationId: null }]
const allowed = (role: Role) => ALL.filter((permission) => bindingsGive(everywhere(role), permission))

const READING = [
  'tokens.explain',
  'cases.read',
  'credentials.browse',
  'people.read',
  'credentials.read',
  'subjects.read',
  'acts.read',
  'refusals.read',
  'policies.read',
  'applications.read',
  'personal_data.reveal',
  'operators.self',
  'operators.own_factors',
]

/** What everybody does who answers people. */
const WORKING = ['explanations.share', 'cases.write']

describe('roles', () => {
  it('support reads, explains and works on cases, and changes nothing else but its own account', () => {
    expect(allowed('support').toSorted()).toEqual([...READING, ...WORKING].toSorted())
  })

  it('an auditor reads whatever there is to read, exports it, and changes nothing', () => {
    const more = ['audit.read', 'exports.make', 'exports.read', 'operators.read', 'sso.read', 'mail.read']
    expect(allowed('auditor').toSorted()).toEqual([...READING, ...more].toSorted())
  })

  it('an operator on call ends, suspends and rotates, and changes no rule, application or operator', () => {
    const more = [
      'keys.rotate',
      'keys.end_overlap',
      'credentials.revoke',
      'credentials.suspend',
      'credentials.resume',
      'subjects.disable',
      'subjects.enable',
      'subjects.end_all',
      'acts.prepare',
      'acts.run',
      'personal_data.read',
    ]
    expect(allowed('operator').toSorted()).toEqual([...READING, ...WORKING, ...more].toSorted())
  })

  it('an administrator may whatever support, operators and auditors may, and an owner whatever an administrator may', () => {
    for (const role of ['support', 'operator', 'auditor'] as const)
      expect(allowed(role).filter((permission) => !allowed('administrator').includes(permission))).toEqual([])
    expect(allowed('administrator').filter((permission) => !allowed('owner').includes(permission))).toEqual([])
  })

  it('no operator may do what only applications or the system itself do', () => {
    const nobody = ALL.filter((permission) => !ROLES.some((role) => allowed(role).includes(permission)))
    expect(nobody).toEqual(['tokens.verify', 'tokens.introspect', 'tokens.revoke', 'sessions.issue', 'system.work'])
  })

  it('what ends, exports, reveals or concerns operators takes a fresh proof of identity', () => {
    expect(ALL.filter((permission) => grantOf(permission).stepUp)).toEqual([
      'keys.end_overlap',
      'credentials.revoke',
      'credentials.suspend',
      'subjects.disable',
      'subjects.end_all',
      'acts.run',
      'applications.disable',
      'personal_data.reveal',
      'exports.make',
      'sign_in.manage',
      'operators.manage',
      'operators.reset',
      'sso.manage',
      'operators.own_factors',
    ])
  })
})

describe('the reach of bindings', () => {
  const shop = { role: 'operator', applicationId: 'shop' } as const
  const desk = { role: 'support', applicationId: 'desk' } as const

  it('is nothing without one, and everything with one for the whole installation', () => {
    for (const permission of ALL) expect(isNowhere(reachOf([], permission))).toBe(true)
    expect(reachOf([shop, ...everywhere('support')], 'refusals.read')).toEqual({ all: true })
  })

  it('is per permission: each application is reached by what was given there, by nothing given elsewhere', () => {
    expect(reachOf([shop, desk], 'refusals.read')).toEqual({ all: false, applicationIds: ['shop', 'desk'] })
    expect(reachOf([shop, desk], 'credentials.revoke')).toEqual({ all: false, applicationIds: ['shop'] })
    expect(bindingsGive([shop, desk], 'credentials.revoke', 'desk')).toBe(false)
    expect(bindingsGive([shop, desk], 'credentials.revoke', null)).toBe(false)
  })

  it('that are kept within a reach give there what they gave there, and nothing beyond it', () => {
    const place = fc.constantFrom(null, 'shop', 'desk')
    const some = fc.array(fc.record({ role: fc.constantFrom(...ROLES), applicationId: place }), { maxLength: 4 })
    const [bound, asked] = [fc.constantFrom(...ALL), fc.constantFrom(...ALL.filter((each) => !grantOf(each).wide))]
    fc.assert(
      fc.property(some, bound, asked, place, (held, within, permission, at) => {
        const reach = reachOf(held, within)
        const given = bindingsGive(bindingsWithin(held, reach), permission, at)
        expect(given).toBe(reaches(reach, at) && bindingsGive(held, permission, at))
      }),
    )
  })

  it('of single applications never gives what concerns the installation', () => {
    for (const permission of ALL.filter((each) => grantOf(each).wide))
      for (const role of ROLES) expect(bindingsGive([{ role, applicationId: 'shop' }], permission)).toBe(false)
  })
})

describe('what somebody may give', () => {
  const held = fc.array(
    fc.record({ role: fc.constantFrom(...ROLES), applicationId: fc.constantFrom(null, 'shop', 'desk') }),
    { maxLength: 4 },
  )

  it('is never more than they hold', () => {
    fc.assert(
      fc.property(
        held,
        held,
        fc.constantFrom(...ALL),
        fc.constantFrom(null, 'shop', 'desk'),
        (own, given, permission, at) => {
          const covered = given.filter((each) => bindingsCover(own, each))
          if (bindingsGive(covered, permission, at)) expect(bindingsGive(own, permission, at)).toBe(true)
        },
      ),
    )
  })

  it('is all that they hold, and never owner for who is none', () => {
    fc.assert(
      fc.property(held, (own) => {
        expect(own.every((each) => bindingsCover(own, each))).toBe(true)
        const isOwner = own.some(({ role, applicationId }) => role === 'owner' && applicationId === null)
        expect(bindingsCover(own, { role: 'owner', applicationId: null })).toBe(isOwner)
      }),
    )
  })

  it('stays within their applications for who is narrowed to some', () => {
    const shopOnly = [{ role: 'administrator', applicationId: 'shop' }] as const
    for (const role of ['support', 'operator', 'auditor', 'administrator'] as const) {
      expect(bindingsCover(shopOnly, { role, applicationId: 'shop' })).toBe(true)
      for (const applicationId of ['desk', null]) expect(bindingsCover(shopOnly, { role, applicationId })).toBe(false)
    }
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
      'explanations.share',
      'cases.read',
      'cases.write',
      'credentials.browse',
      'people.read',
      'acts.prepare',
      'acts.run',
      'acts.read',
      'refusals.read',
      'policies.read',
      'policies.change',
      'applications.read',
      'applications.create',
      'applications.change',
      'applications.disable',
      'applications.enable',
      'personal_data.read',
      'personal_data.reveal',
      'audit.read',
      'exports.make',
      'exports.read',
      'sign_in.manage',
      'operators.read',
      'operators.manage',
      'operators.reset',
      'break_glass.see',
      'sso.read',
      'sso.manage',
      'mail.read',
      'mail.change',
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
