import type { Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import type { Outcome } from '@/lib/services/command'
import type { Actor, Context, Services } from '@/lib/services/context'

/** A call of a verb in the demo's past: each an act of its own. */
export function contextOf(services: Services, actor: Actor, now: Instant): Context {
  return { services, actor, correlationId: newId(now), requestIp: null }
}

/** What a verb gave; the demo refuses itself nothing. */
export function done<R, C extends string>(outcome: Outcome<R, C>): R {
  if (!outcome.ok) throw new Error(`The demo could not be set up: ${outcome.message}`)
  return outcome.value
}
