import { holdSession } from '@/lib/auth/hold-session'
import type { Outcome } from '@/lib/services/command'
import type { Context } from '@/lib/services/context'
import type { Verb } from './action'

/** A verb that gives the operator's session a new token, as actions call it: the browser holds the token from then on, and no script learns it. */
export function renewing<I, R extends { readonly token: string }, C extends string>(
  verb: Verb<I, R, C>,
): Verb<I, Omit<R, 'token'>, C> {
  return async (context: Context, input: I): Promise<Outcome<Omit<R, 'token'>, C>> => {
    const outcome = await verb(context, input)
    if (!outcome.ok) return outcome
    const { token, ...value } = outcome.value
    await holdSession(token)
    return { ok: true, value }
  }
}
