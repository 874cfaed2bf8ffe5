import { z } from 'zod'
import { command, unchanged } from '../../command'
import { ServiceError } from '../../errors'
import { Id } from '../../input-parts'
import type { Transaction } from '../../transaction'
import { ownActor } from '../own-actor'
import { endSessionsOf, familiesOf } from './end-sessions-of'

const EndOwnInput = z.discriminatedUnion('which', [
  z.strictObject({ which: z.literal('one'), sessionId: Id }),
  z.strictObject({ which: z.literal('others') }),
])

/**
 * Ends one other session of the operator's own, or all but the one they are using. What is not theirs counts as ended.
 * Errors: `conflict` for the session in use: signing out ends that.
 */
export const endOwnSessions = command({
  permission: 'operators.self',
  input: EndOwnInput,
  async run({ tx, actor, now, context, input }) {
    const { subjectId, sessionId } = ownActor(actor)
    if (input.which === 'one' && (await isSameSession(tx, input.sessionId, sessionId)))
      throw new ServiceError('conflict', 'This is the session you are using. Sign out to end it.')
    const which = input.which === 'one' ? { only: [input.sessionId] } : { except: sessionId }
    const { ended, entries } = await endSessionsOf(
      tx,
      { actor, now, context },
      { subjectId, cause: 'logged_out', ...which },
    )
    const [first, ...rest] = entries
    return first === undefined ? unchanged({ ended }) : { result: { ended }, entries: [first, ...rest] }
  },
})

async function isSameSession(tx: Transaction, asked: string, own: string): Promise<boolean> {
  const ownFamilies = await familiesOf(tx, [own])
  return [...(await familiesOf(tx, [asked]))].some((family) => ownFamilies.has(family))
}
