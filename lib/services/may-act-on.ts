import type { Actor } from './context'

/** An application acts on its own credentials only; whatever else exists does not exist for it. */
export function mayActOn(actor: Actor, { applicationId }: { readonly applicationId: string }): boolean {
  return actor.type !== 'application' || actor.id === applicationId
}
