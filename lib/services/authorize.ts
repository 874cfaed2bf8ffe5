import { isNowhere, type Permission, type Reach, reachOf, scopesAllow } from '@/lib/core/permissions'
import type { Actor } from './context'
import { ServiceError } from './errors'

/**
 * Where an actor may do it. Refuses one the permissions table does not list; an application's reach is itself, and the system
 * may do everything it is programmed to. Who owes a second factor does nothing but set one up. Errors: `forbidden`.
 */
export function authorize(actor: Actor, permission: Permission): Reach {
  const reach = reachFor(actor, permission)
  const owes = actor.type === 'operator' && actor.owesFactor === true && !OWN_ACCOUNT.includes(permission)
  if (!isNowhere(reach) && !owes) return reach
  const remedy = owes ? SET_ONE_UP : REMEDIES[actor.type]
  const actorId = actor.type === 'system' ? null : actor.id
  throw new ServiceError('forbidden', `${actor.name} may not do this (${permission}). ${remedy}`, {
    denial: { actorType: actor.type, actorId, permission },
  })
}

const OWN_ACCOUNT: readonly Permission[] = ['operators.self', 'operators.own_factors']
const SET_ONE_UP = 'A second factor is demanded here. Set one up first.'
const REMEDIES: Readonly<Record<Actor['type'], string>> = {
  application: 'Use a service key that has the scope.',
  operator: 'Ask an administrator.',
  system: 'Ask an administrator.',
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
