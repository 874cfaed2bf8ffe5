import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { operatorIdentity } from '@/db/schema/sso'
import { command, refused } from '../../command'
import { ownActor } from '../own-actor'
import { renewOperatorSession } from '../renew-session'
import { BY_ISSUER } from './schemas'

/**
 * The operator has just proved to the issuer, again, who they are: their session has a new token. Outcome `somebody_else`: another
 * person did. The caller has made sure that the proof was made during this attempt. Errors: `session_renewed`.
 */
export const confirmByIssuer = command({
  permission: 'operators.self',
  input: z.strictObject({ issuer: z.string(), subject: z.string() }),
  lock: 'sign_in',
  async run({ input, ...write }) {
    const { tx, actor } = write
    const own = ownActor(actor)
    const [found] = await tx
      .select({ operatorId: operatorIdentity.operatorId })
      .from(operatorIdentity)
      .where(and(eq(operatorIdentity.issuer, input.issuer), eq(operatorIdentity.subject, input.subject)))
    if (found?.operatorId !== own.id)
      return refused(
        'somebody_else',
        'Somebody else signed in at the issuer. Sign in there as yourself, and try again.',
      )
    return renewOperatorSession(write, BY_ISSUER)
  },
})
