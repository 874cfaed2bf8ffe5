import { isNowhere, type Permission, type Reach, reachOf, scopesAllow } from '@/lib/core/permissions'
import type { Actor } from './context'
import { ServiceError } from './errors'

/**
 * Where an actor may do it. Refuses one the permissions table does not list; an application's reach is itself, and the system
 * may do everything it is programmed to. Errors: `forbidden`.
 */
export function authorize(actor: Actor, permission: Permission): Reach {
  const reach = reachFor(actor, permission)
  if (!isNowhere(reach)) return reach
  const remedy = actor.type === 'application' ? 'Use a service key that has the scope.' : 'Ask an administrator.'
  const actorId = actor.type === 'system' ? null : actor.id
  throw new ServiceError('forbidden', `${actor.name} may not do this (${permission}). ${remedy}`, {
    denial: { actorType: actor.type, actorId, permission },
  })
}

function reachFor(actor: Actor, permission: Permission): Reach {
  switch (actor.type) {
    case 'operator':
      return reachOf(actor.bindings, permission)
    case 'application':
      return { all: false, applicationIds: scopesAllow(actor.scopes, permission) ? [actor.id] : [] }
    case 'system':
      return { all: true }
  }
}
