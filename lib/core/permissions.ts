export const ROLES = ['administrator', 'support'] as const
/** What an operator may be. Administrators do everything; support reads and explains, and ends nothing. */
export type Role = (typeof ROLES)[number]

export const CALLER_SCOPES = [
  'tokens:verify',
  'tokens:introspect',
  'tokens:revoke',
  'reason:read',
  'sessions:issue',
  'keys:issue',
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
}

const EVERYONE: readonly Role[] = ['administrator', 'support']
const ADMINISTRATORS: readonly Role[] = ['administrator']

/** The one table of who may do what: roles for operators, a scope for applications. Every verb names its line; system jobs need none. */
export const PERMISSIONS = {
  'tokens.verify': { roles: [], scope: 'tokens:verify' },
  'tokens.introspect': { roles: [], scope: 'tokens:introspect' },
  'tokens.revoke': { roles: [], scope: 'tokens:revoke' },
  'tokens.explain': { roles: EVERYONE, scope: null },
  'sessions.issue': { roles: [], scope: 'sessions:issue' },
  'keys.issue': { roles: ADMINISTRATORS, scope: 'keys:issue' },
  'keys.rotate': { roles: ADMINISTRATORS, scope: 'keys:rotate' },
  /** Everybody's, across applications: for the console only. An application reads what is its own. */
  'credentials.browse': { roles: EVERYONE, scope: null },
  'people.read': { roles: EVERYONE, scope: null },
  'credentials.read': { roles: EVERYONE, scope: 'subjects:read' },
  'credentials.revoke': { roles: ADMINISTRATORS, scope: 'credentials:revoke' },
  'credentials.suspend': { roles: ADMINISTRATORS, scope: 'credentials:suspend' },
  'subjects.read': { roles: EVERYONE, scope: 'subjects:read' },
  'subjects.write': { roles: ADMINISTRATORS, scope: 'subjects:write' },
  'subjects.disable': { roles: ADMINISTRATORS, scope: 'subjects:write' },
  'subjects.end_all': { roles: ADMINISTRATORS, scope: 'credentials:revoke' },
  'refusals.read': { roles: EVERYONE, scope: null },
  'policies.read': { roles: EVERYONE, scope: null },
  'policies.change': { roles: ADMINISTRATORS, scope: null },
  'applications.read': { roles: EVERYONE, scope: null },
  'applications.create': { roles: ADMINISTRATORS, scope: null },
  'applications.change': { roles: ADMINISTRATORS, scope: null },
  'applications.disable': { roles: ADMINISTRATORS, scope: null },
  'exports.make': { roles: ADMINISTRATORS, scope: null },
  'exports.read': { roles: ADMINISTRATORS, scope: null },
  /** What everybody did, with the addresses they did it from. */
  'audit.read': { roles: ADMINISTRATORS, scope: null },
  'operators.manage': { roles: ADMINISTRATORS, scope: null },
  'operators.self': { roles: EVERYONE, scope: null },
  /** What one's own sign-in takes: second factors and passkeys. */
  'operators.own_factors': { roles: EVERYONE, scope: null },
  /** Only the system itself: sweeps, sealing, set-up. */
  'system.work': { roles: [], scope: null },
} as const satisfies Record<string, Grant>

export type Permission = keyof typeof PERMISSIONS

/** Whether a role may do it. The console's buttons and the verbs read the same line. */
export function roleMay(role: Role, permission: Permission): boolean {
  const roles: readonly Role[] = PERMISSIONS[permission].roles
  return roles.includes(role)
}

/** Whether a service key's scopes allow it. */
export function scopesAllow(scopes: readonly string[], permission: Permission): boolean {
  const scope = PERMISSIONS[permission].scope
  return scope !== null && scopes.includes(scope)
}
