import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { operatorSession } from '@/db/schema/operator'
import { operatorIdentity } from '@/db/schema/sso'
import { entry } from '@/lib/audit/entry'
import { ASSAY_APPLICATION } from '../../assay-application'
import { command, refused } from '../../command'
import { ownActor } from '../own-actor'
import { BY_ISSUER } from './schemas'

/**
 * Notes that the operator has just proved to the issuer, again, who they are. Outcome `somebody_else`: another person did.
 * The caller has made sure that the proof was made during this attempt.
 */
export const confirmByIssuer = command({
  permission: 'operators.self',
  input: z.strictObject({ issuer: z.string(), subject: z.string() }),
  async run({ tx, actor, now, input }) {
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
    const proof = { authenticatedAt: now, method: BY_ISSUER }
    await tx
      .insert(operatorSession)
      .values({ credentialId: own.sessionId, ...proof })
      .onConflictDoUpdate({ target: operatorSession.credentialId, set: proof })
    const place = { applicationId: ASSAY_APPLICATION.id, subjectId: own.subjectId }
    const target = { targetType: 'operator', targetId: own.id, ...place } as const
    const confirmed = entry('identity.confirmed', target, { sessionId: own.sessionId, method: BY_ISSUER })
    return { result: null, entries: [confirmed] }
  },
})
