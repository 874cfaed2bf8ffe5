import { refused } from '../command'
import type { Context } from '../context'
import { ServiceError } from '../errors'
import { enterSignInFailure } from './enter-failure'
import { type Attempt, forgiveAttempt } from './sign-in-throttle'

/** What a sign-in comes to whose proof was right, and which would open nothing. */
export const NO_ROLE = refused('no_role', 'You hold no role here any more.')

/** Ends it: no guess, so it holds nobody up; entered, and said. Only whoever has proved who they are gets here. Errors: `forbidden`. */
export async function turnAwayWithoutRole(
  context: Context,
  operatorId: string | null,
  attempt: Attempt,
): Promise<never> {
  await forgiveAttempt(context.services, attempt)
  await enterSignInFailure(context, { operatorId, why: 'no_role', throttled: false })
  throw new ServiceError('forbidden', NO_ROLE.message)
}
