import { MINUTE } from './instant'

export const ROLES = ['owner', 'administrator', 'operator', 'support', 'auditor'] as const
/**
 * What an operator may be. Owner: everything, other owners included. Administrator: everything but owners and single sign-on.
 * Operator, on call: ends, suspends and rotates. Support: reads and explains, ends nothing. Auditor: reads, changes nothing.
 */
export type Role = (typeof ROLES)[number]

/** A role an operator was given: for one application, or for the whole installation (null). */
export interface RoleBinding {
  readonly role: Role
  readonly applicationId: string | null
}

/** Where an actor holds a permission. */
export type Reach = { readonly all: true } | { readonly all: false; readonly applicationIds: readonly string[] }

export const CALLER_SCOPES = [
  'tokens:verify',
  'tokens:introspect',
  'tokens:revoke',
  'reason:read',
  'sessions:issue',
  'keys:issue',
  'keys:change',
  'keys:rotate',
  'credentials:revoke',
  'credentials:suspend',
  'subjects:read',
  'subjects:write',
] as const
/** What an application's service key may do at the data plane. */
export type CallerScope = (typeof CALLER_SCOPES)[number]

interface Grant {
  readonly roles: readonly Role[]
  readonly scope: CallerScope | null
  /** It also takes a proof of identity that is less than STEP_UP_WITHIN old. */
  readonly stepUp?: true
  /** Only a role for the whole installation gives it. */
  readonly wide?: true
}

const OWNING: readonly Role[] = ['owner']
const EVERYONE: readonly Role[] = ROLES
const ENDING: readonly Role[] = ['owner', 'administrator', 'operator']
const WORKING: readonly Role[] = ['owner', 'administrator', 'operator', 'support']
const ADMINISTERING: readonly Role[] = ['owner', 'administrator']
const AUDITING: readonly Role[] = ['owner', 'administrator', 'auditor']

/** How long a proof of identity suffices for what asks for a fresh one, in milliseconds. */
export const STEP_UP_WITHIN = 5 * MINUTE

/** The one table of who may do what: roles for operators, a scope for applications. Every verb names its line; system jobs need none. */
export const PERMISSIONS = {
  'tokens.verify': { roles: [], scope: 'tokens:verify' },
  'tokens.introspect': { roles: [], scope: 'tokens:introspect' },
  'tokens.revoke': { roles: [], scope: 'tokens:revoke' },
  'tokens.explain': { roles: EVERYONE, scope: null },
  /** A link under which a masked explanation can be read without signing in. */
  'explanations.share': { roles: WORKING, scope: null },
  'cases.read': { roles: EVERYONE, scope: null },
  'cases.write': { roles: WORKING, scope: null },
  'sessions.issue': { roles: [], scope: 'sessions:issue' },
  'keys.issue': { roles: ADMINISTERING, scope: 'keys:issue' },
  'keys.change': { roles: ADMINISTERING, scope: 'keys:change' },
  'keys.rotate': { roles: ENDING, scope: 'keys:rotate' },
  /** The old token of a rotated key is refused from then on. */
  'keys.end_overlap': { roles: ENDING, scope: 'keys:rotate', stepUp: true },
  /** Everybody's, across applications: for the console only. An application reads what is its own. */
  'credentials.browse': { roles: EVERYONE, scope: null },
  'people.read': { roles: EVERYONE, scope: null },
  'credentials.read': { roles: EVERYONE, scope: 'subjects:read' },
  'credentials.revoke': { roles: ENDING, scope: 'credentials:revoke', stepUp: true },
  'credentials.suspend': { roles: ENDING, scope: 'credentials:suspend', stepUp: true },
  'credentials.resume': { roles: ENDING, scope: 'credentials:suspend' },
  'subjects.read': { roles: EVERYONE, scope: 'subjects:read' },
  'subjects.write': { roles: ADMINISTERING, scope: 'subjects:write' },
  'subjects.disable': { roles: ENDING, scope: 'subjects:write', stepUp: true },
  'subjects.enable': { roles: ENDING, scope: 'subjects:write' },
  'subjects.end_all': { roles: ENDING, scope: 'credentials:revoke', stepUp: true },
  /** To see who an act would concern, and to stop one: neither takes anything away. */
  'acts.prepare': { roles: ENDING, scope: null },
  'acts.run': { roles: ENDING, scope: null, stepUp: true },
  'acts.read': { roles: EVERYONE, scope: null },
  'refusals.read': { roles: EVERYONE, scope: null },
  'policies.read': { roles: EVERYONE, scope: null },
  /** Weakening one takes a fresh proof of identity besides: the verb asks for it. */
  'policies.change': { roles: ADMINISTERING, scope: null },
  'applications.read': { roles: EVERYONE, scope: null },
  'applications.create': { roles: ADMINISTERING, scope: null, wide: true },
  'applications.change': { roles: ADMINISTERING, scope: null },
  'applications.disable': { roles: ADMINISTERING, scope: null, stepUp: true },
  'applications.enable': { roles: ADMINISTERING, scope: null },
  /** Mail and network addresses of people as they are; without it they are masked. */
  'personal_data.read': { roles: ENDING, scope: null },
  'personal_data.reveal': { roles: EVERYONE, scope: null, stepUp: true },
  /** What everybody did, with the addresses they did it from. */
  'audit.read': { roles: AUDITING, scope: null },
  'exports.make': { roles: AUDITING, scope: null, stepUp: true },
  /** What was made with a fresh proof is downloaded for five minutes without another; each download is entered. */
  'exports.read': { roles: AUDITING, scope: null },
  /** What signing in takes here of others: whether a second factor is demanded. */
  'sign_in.manage': { roles: OWNING, scope: null, stepUp: true, wide: true },
  'operators.read': { roles: AUDITING, scope: null, wide: true },
  'operators.manage': { roles: ADMINISTERING, scope: null, stepUp: true, wide: true },
  /** Takes another's second factors and password away and lets them choose anew; also what was done past every rule. */
  'operators.reset': { roles: OWNING, scope: null, stepUp: true, wide: true },
  'break_glass.see': { roles: OWNING, scope: null, wide: true },
  /** The issuer operators sign in at, and what its groups are worth. */
  'sso.read': { roles: AUDITING, scope: null, wide: true },
  'sso.manage': { roles: OWNING, scope: null, stepUp: true, wide: true },
  'mail.read': { roles: AUDITING, scope: null, wide: true },
  'mail.change': { roles: ADMINISTERING, scope: null, wide: true },
  'operators.self': { roles: EVERYONE, scope: null },
  /** What one's own sign-in takes: second factors and passkeys. */
  'operators.own_factors': { roles: EVERYONE, scope: null, stepUp: true },
  /** Only the system itself: sweeps, sealing, set-up. */
  'system.work': { roles: [], scope: null },
} as const satisfies Record<string, Grant>

export type Permission = keyof typeof PERMISSIONS

/** The line of a permission. */
export function grantOf(permission: Permission): Grant {
  return PERMISSIONS[permission]
}

/** Where these bindings give a permission. The console's buttons and the verbs read the same lines. */
export function reachOf(bindings: readonly RoleBinding[], permission: Permission): Reach {
  const { roles, wide } = grantOf(permission)
  const giving = bindings.filter(({ role }) => roles.includes(role))
  if (giving.some(({ applicationId }) => applicationId === null)) return { all: true }
  if (wide) return NOWHERE
  return { all: false, applicationIds: [...new Set(giving.flatMap(({ applicationId }) => applicationId ?? []))] }
}

const NOWHERE: Reach = { all: false, applicationIds: [] }

/** Whether a reach holds an application; null: the installation itself. */
export function reaches(reach: Reach, applicationId: string | null): boolean {
  return reach.all || (applicationId !== null && reach.applicationIds.includes(applicationId))
}

/** Whether a reach holds nothing at all. */
export function isNowhere(reach: Reach): boolean {
  return !reach.all && reach.applicationIds.length === 0
}

/**
 * What these bindings give within a reach and nowhere else: for an act that one permission bounds, and others read for. A role
 * for the whole installation becomes one for each application of the reach.
 */
export function bindingsWithin(bindings: readonly RoleBinding[], reach: Reach): readonly RoleBinding[] {
  if (reach.all) return bindings
  return bindings.flatMap(({ role, applicationId }) =>
    reach.applicationIds.flatMap((id) =>
      applicationId === null || applicationId === id ? [{ role, applicationId: id }] : [],
    ),
  )
}

/** Whether bindings give a permission: in this application, for the installation itself (null), or, when left out, anywhere. */
export function bindingsGive(
  bindings: readonly RoleBinding[],
  permission: Permission,
  applicationId?: string | null,
): boolean {
  const reach = reachOf(bindings, permission)
  return applicationId === undefined ? !isNowhere(reach) : reaches(reach, applicationId)
}

/**
 * Whether whoever holds these bindings holds all that another one gives, wherever it gives it: nobody gives more than they have.
 * Owners alone make owners, and somebody narrowed to applications gives nothing beyond them.
 */
export function bindingsCover(bindings: readonly RoleBinding[], given: RoleBinding): boolean {
  return ALL_PERMISSIONS.every((permission) => {
    const needed = reachOf([given], permission)
    const held = reachOf(bindings, permission)
    return needed.all ? held.all : needed.applicationIds.every((id) => reaches(held, id))
  })
}

// Object.keys widens to string[]; the table is closed, so its keys are exactly these.
const ALL_PERMISSIONS = Object.keys(PERMISSIONS) as Permission[]

/** Whether a service key's scopes allow it. */
export function scopesAllow(scopes: readonly string[], permission: Permission): boolean {
  const scope = PERMISSIONS[permission].scope
  return scope !== null && scopes.includes(scope)
}
