/** By then the answer that brings a session's new token has reached this browser. */
export const RENEWED_PAUSE_MILLISECONDS = 1_000

/** Asks, and once more where the session got a new token while the question was on its way: the browser sends that one now. */
export async function askAgainWhere<Given>(
  isRenewed: (given: Given) => boolean | Promise<boolean>,
  ask: () => Promise<Given>,
): Promise<Given> {
  const first = await ask()
  if (!(await isRenewed(first))) return first
  await new Promise((resolve) => setTimeout(resolve, RENEWED_PAUSE_MILLISECONDS))
  return ask()
}
