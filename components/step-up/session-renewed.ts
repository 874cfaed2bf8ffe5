import { askAgainWhere } from '@/lib/queries/ask-again'
import type { Answer } from './step-up'

/** The code with which an action says that the token it came with was replaced a moment ago, by a confirmation in another window. */
export const SESSION_RENEWED = 'session_renewed'

/** Runs an act, and once more where the session got a new token while it was on its way. */
export function underNewToken<Given extends Answer<unknown>>(run: () => Promise<Given>): Promise<Given> {
  return askAgainWhere((given) => !given.ok && given.error.code === SESSION_RENEWED, run)
}
