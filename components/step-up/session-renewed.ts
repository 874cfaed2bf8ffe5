import type { Answer } from './step-up'

/** The code with which an action says that the token it came with was replaced a moment ago, by a confirmation in another window. */
export const SESSION_RENEWED = 'session_renewed'

/** By then the answer that brings the new token has reached this browser. */
export const RENEWED_PAUSE_MILLISECONDS = 1_000

/** Runs an act, and once more where the session got a new token while it was on its way. */
export async function underNewToken<Given extends Answer<unknown>>(run: () => Promise<Given>): Promise<Given> {
  const first = await run()
  if (first.ok || first.error.code !== SESSION_RENEWED) return first
  await new Promise((resolve) => setTimeout(resolve, RENEWED_PAUSE_MILLISECONDS))
  return run()
}
