import { type Permission, roleMay, scopesAllow } from '@/lib/core/permissions'
import type { Actor } from './context'
import { ServiceError } from './errors'

/** Refuses an actor the permissions table does not list. The system may do everything it is programmed to. */
export function authorize(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return
  const remedy = actor.type === 'application' ? 'Use a service key that has the scope.' : 'Ask an administrator.'
  throw new ServiceError('forbidden', `${actor.name} may not do this (${permission}). ${remedy}`)
}

function may(actor: Actor, permission: Permission): boolean {
  switch (actor.type) {
    case 'operator':
      return roleMay(actor.role, permission)
    case 'application':
      return scopesAllow(actor.scopes, permission)
    case 'system':
      return true
  }
}
