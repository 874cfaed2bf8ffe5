import type { Actor, OperatorActor } from '../context'
import { ServiceError } from '../errors'

/** The operator who acts on their own account. Errors: `forbidden` for anybody else. */
export function ownActor(actor: Actor): OperatorActor {
  if (actor.type === 'operator') return actor
  throw new ServiceError('forbidden', 'Only an operator has an account of the console.')
}
