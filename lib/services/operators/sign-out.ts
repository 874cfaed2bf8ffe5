import { z } from 'zod'
import { entry } from '@/lib/audit/entry'
import { ASSAY_APPLICATION } from '../assay-application'
import { command, refused } from '../command'
import type { Config } from '../config-cache'
import { endCredentials } from '../end-credentials'
import { ServiceError } from '../errors'
import { lockCredentials } from '../lock-credentials'
import type { Transaction } from '../transaction'

/** Ends the operator's own session. Outcome `already_ended` when something else was faster. Errors: `unavailable`: still signed in. */
export const signOut = command({
  permission: 'operators.self',
  input: z.strictObject({}),
  async run({ tx, now, actor, services, context }) {
    if (actor.type !== 'operator') throw new ServiceError('forbidden', 'Only an operator can sign out.')
    const sessionId = await lockSession(tx, await services.config.within(tx), actor.sessionId)
    if (sessionId === null) return ENDED_ALREADY
    const ending = {
      credentialId: sessionId,
      endedAt: now,
      reason: 'revoked',
      cause: 'logged_out',
      note: null,
    } as const
    const ended = await endCredentials(tx, { now, actor, correlationId: context.correlationId }, [ending])
    if (ended.size === 0) return ENDED_ALREADY
    const place = { applicationId: ASSAY_APPLICATION.id, subjectId: actor.subjectId }
    return {
      result: { sessionId },
      entries: [
        entry(
          'credential.revoked',
          { targetType: 'credential', targetId: sessionId, ...place },
          { cause: 'logged_out', note: null, endedAt: now, kind: 'session', before: { state: 'active' } },
        ),
        entry('operator.signed_out', { targetType: 'operator', targetId: actor.id, ...place }, { sessionId }),
      ],
    }
  },
})

const ENDED_ALREADY = refused('already_ended', 'This session had ended already.')

/** The token the session is held by now: another window may have renewed it a moment ago. */
async function lockSession(tx: Transaction, config: Config, sessionId: string): Promise<string | null> {
  const generations = await lockCredentials(tx, config, [sessionId], { wholeSessions: true })
  return generations.find(({ record }) => record.ended === null)?.record.id ?? null
}
