import type { Actor, OperatorActor } from './context'
import { ServiceError } from './errors'

/** The operator who acts, for what belongs to operators alone. Errors: `forbidden` for applications and the system. */
export function ownOperator(actor: Actor): OperatorActor {
  if (actor.type === 'operator') return actor
  throw new ServiceError('forbidden', 'Only an operator signed in to the console can do this.')
}
