import { z } from 'zod'
import { command, unchanged } from '../../command'
import { Id } from '../../input-parts'
import { endSessionsOf } from './end-sessions-of'

/**
 * Ends a session for whoever signs out, or in anew, with the token it had before it was renewed: the new one was lost on its way, or is
 * still under way. The caller has judged the token. Acts as the system: whoever holds the old token is nobody any more.
 */
export const endRenewed = command({
  permission: 'system.work',
  input: z.strictObject({ sessionId: Id, subjectId: Id }),
  async run({ tx, actor, now, context, input: { sessionId, subjectId } }) {
    const which = { subjectId, cause: 'logged_out', only: [sessionId] } as const
    const { ended, entries } = await endSessionsOf(tx, { actor, now, context }, which)
    const [first, ...rest] = entries
    return first === undefined ? unchanged({ ended }) : { result: { ended }, entries: [first, ...rest] }
  },
})
