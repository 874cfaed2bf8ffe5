import type { Actor, ApplicationActor } from './context'
import { ServiceError } from './errors'

/** The application that calls. Errors: `forbidden` for anybody else: only an application knows whom it signed in. */
export function actingApplication(actor: Actor): ApplicationActor {
  if (actor.type === 'application') return actor
  throw new ServiceError('forbidden', 'Only an application may do this, with a service key of its own.')
}
