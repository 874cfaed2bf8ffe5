import { and, eq } from 'drizzle-orm'
import { z } from 'zod'
import { operator } from '@/db/schema/operator'
import { entry } from '@/lib/audit/entry'
import { authorize } from '../../authorize'
import { command, type Outcome } from '../../command'
import type { Context } from '../../context'
import { ServiceError } from '../../errors'
import { parseInput } from '../../input'
import { query } from '../../query'
import { ownActor } from '../own-actor'
import { hashPassword, passwordMatches } from '../password-hash'
import { requireGoodPassword } from '../password-rule'
import { type RenewedSession, renewUnconfirmed } from '../renew-session'
import { Password } from '../schemas'
import { forgiveAttempt, sessionLanes, takeAttempt } from '../sign-in-throttle'
import { endSessionsOf } from './end-sessions-of'

const ChangePasswordInput = z.strictObject({
  current: Password,
  password: Password,
  /** Sessions elsewhere may be somebody else's who knew the old one. */
  endOthers: z.boolean(),
})

export interface ChangedPassword extends RenewedSession {
  readonly sessionsEnded: number
}

/**
 * Gives the operator's own account a new password, by the current one, and this session a new token. Errors: `invalid_input` at
 * `/current` or `/password`, `too_many_attempts`, `session_renewed`.
 */
export async function changePassword(
  context: Context,
  raw: z.input<typeof ChangePasswordInput>,
): Promise<Outcome<ChangedPassword, never>> {
  authorize(context.actor, 'operators.self')
  const input = parseInput(ChangePasswordInput, raw)
  const { email, name, sessionId } = ownActor(context.actor)
  const stored = await readPasswordHash(context, {})
  const attempt = await takeAttempt(context.services, sessionLanes(email, sessionId))
  if (stored === null || !(await passwordMatches(stored, input.current)))
    throw wrongAt('/current', 'This is not your current password.')
  await forgiveAttempt(context.services, attempt)
  if (input.password === input.current) throw wrongAt('/password', 'This is the password you have. Choose another.')
  await requireGoodPassword(input.password, { email, name })
  const passwordHash = await hashPassword(input.password)
  return storePassword(context, { stored, passwordHash, endOthers: input.endOthers })
}

const readPasswordHash = query({
  permission: 'operators.self',
  input: z.strictObject({}),
  async run({ db, actor }) {
    const [found] = await db
      .select({ passwordHash: operator.passwordHash })
      .from(operator)
      .where(eq(operator.id, ownActor(actor).id))
    return found?.passwordHash ?? null
  },
})

const storePassword = command({
  permission: 'operators.self',
  lock: 'sign_in',
  input: z.strictObject({ stored: z.string(), passwordHash: z.string(), endOthers: z.boolean() }),
  async run({ input: { stored, passwordHash, endOthers }, ...write }) {
    const { tx, actor, now, context } = write
    const { id, subjectId, sessionId } = ownActor(actor)
    const changed = await tx
      .update(operator)
      .set({ passwordHash })
      .where(and(eq(operator.id, id), eq(operator.passwordHash, stored)))
      .returning({ id: operator.id })
    if (changed.length === 0) throw new ServiceError('conflict', 'Your password was changed meanwhile. Sign in again.')
    const which = { subjectId, cause: 'credential_changed', except: sessionId } as const
    const { ended, entries } = endOthers
      ? await endSessionsOf(tx, { actor, now, context }, which)
      : { ended: 0, entries: [] }
    // After the others: rows are locked in the order of their ids, and by now this session's is.
    const renewed = await renewUnconfirmed(write)
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    return {
      result: { ...renewed.result, sessionsEnded: ended },
      entries: [entry('account.password_changed', target, { sessionsEnded: ended }), ...renewed.entries, ...entries],
    }
  },
})

function wrongAt(pointer: string, detail: string): ServiceError {
  return new ServiceError('invalid_input', detail, { fields: [{ pointer, detail }] })
}
