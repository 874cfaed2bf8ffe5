import type { StatableCause } from './credential'

export const ACT_VERBS = ['end', 'suspend', 'resume'] as const
/** What an operator does to many credentials at once. */
export type ActVerb = (typeof ACT_VERBS)[number]

export const ACT_STATES = ['previewed', 'running', 'stopped', 'done'] as const
/** `previewed`: the set is frozen and nothing has happened to it. */
export type ActState = (typeof ACT_STATES)[number]

export const ITEM_OUTCOMES = ['done', 'already', 'own_session', 'not_found'] as const
/**
 * What became of one credential of an act. `already`: it was so before; `own_session`: the operator's, left out because they
 * did not ask for it; `not_found`: gone, or out of the operator's reach by then.
 */
export type ItemOutcome = (typeof ITEM_OUTCOMES)[number]

/** How many credentials of one application an act concerns, of how many that live there. */
export interface ActShare {
  readonly count: number
  readonly live: number
}

/** Above so many the number is typed, in whatever applications they are. */
export const TYPED_ABOVE = 100

/**
 * Whether an act must be confirmed by typing: above a hundred credentials, or above a tenth of what lives in one application.
 * One credential alone never: its dialog names it. Giving access back takes no confirmation.
 */
export function isTyped(verb: ActVerb, total: number, shares: readonly ActShare[]): boolean {
  if (verb === 'resume' || total <= 1) return false
  return total > TYPED_ABOVE || shares.some(({ count, live }) => count * 10 > live)
}

/** Whether what was typed confirms an act: its number, however grouped, or the name of the only application concerned. */
export function isConfirmedBy(typed: string, total: number, applicationNames: readonly string[]): boolean {
  const text = typed.trim()
  if (/^[\d\s.,’']+$/u.test(text) && text.replaceAll(/\D/g, '') === String(total)) return true
  const [only, ...others] = applicationNames
  return only !== undefined && others.length === 0 && text.toLowerCase() === only.trim().toLowerCase()
}

/** Whether an auditor would ask why: always, except where its holder simply signed out. */
export function isNoteRequired(verb: ActVerb, cause: StatableCause | null): boolean {
  return verb === 'suspend' || (verb === 'end' && cause !== 'logged_out')
}
