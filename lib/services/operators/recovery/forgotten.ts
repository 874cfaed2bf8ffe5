import { and, eq, gt, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { operator } from '@/db/schema/operator'
import { operatorLink } from '@/db/schema/operator-link'
import { entry } from '@/lib/audit/entry'
import { type Instant, MINUTE } from '@/lib/core/instant'
import { authorize } from '../../authorize'
import { command } from '../../command'
import type { Context } from '../../context'
import { enqueueNotices } from '../../enqueue-notices'
import { parseInput } from '../../input'
import { sealNoticeSecret } from '../../notice-secret'
import type { Reader } from '../../transaction'
import { hasPasswordToForget } from '../open-account'
import { SignInInput } from '../schemas'
import { forgottenLanes, takeAttempt } from '../sign-in-throttle'
import { makeLink } from './link'

const ForgottenInput = SignInInput.pick({ email: true })

/** However often somebody asks, whoever is meant gets one mail in this time. */
const ONE_MAIL_IN = 10 * MINUTE

/**
 * Mails whoever has this address, a password and a role a link to choose another. The answer is the same for everybody, and every
 * request is counted. A second factor is asked for afterwards as ever. For the system, on behalf of whoever stands at the door.
 * Errors: `too_many_attempts`, `unavailable`.
 */
export async function askForLink(context: Context, raw: z.input<typeof ForgottenInput>): Promise<void> {
  authorize(context.actor, 'system.work')
  const input = parseInput(ForgottenInput, raw)
  // Never forgiven: asking is what is counted here.
  await takeAttempt(context.services, forgottenLanes(input.email, context.requestIp))
  await mailForgottenLink(context, input)
}

const mailForgottenLink = command({
  permission: 'system.work',
  input: ForgottenInput,
  async run({ tx, actor, now, services, input }) {
    const [account] = await tx
      .select({ id: operator.id, subjectId: operator.subjectId })
      .from(operator)
      .where(and(eq(sql`lower(${operator.email})`, sql`lower(${input.email})`), hasPasswordToForget))
      .for('update')
    const target = { targetType: 'operator', targetId: account?.id ?? null } as const
    if (account === undefined || (await hasJustAsked(tx, account.id, now)))
      return { result: null, entries: [entry('account.forgotten', target, { mailed: false })] }
    const { token, expiresAt } = await makeLink(tx, actor, now, { purpose: 'forgotten', operatorId: account.id })
    const dedupeKey = `operator_forgotten:${account.id}:${expiresAt}`
    const queued = await enqueueNotices(tx, now, [
      {
        kind: 'operator_forgotten',
        dedupeKey,
        recipient: { type: 'operator', id: account.subjectId },
        sealedSecret: sealNoticeSecret(services.keyring, dedupeKey, token),
        ...{ applicationId: null, credentialId: null, aboutAt: expiresAt },
      },
    ])
    return { result: null, entries: [entry('account.forgotten', target, { mailed: queued > 0 })] }
  },
})

async function hasJustAsked(db: Reader, operatorId: string, now: Instant): Promise<boolean> {
  const recent = and(
    eq(operatorLink.operatorId, operatorId),
    eq(operatorLink.purpose, 'forgotten'),
    gt(operatorLink.createdAt, now - ONE_MAIL_IN),
  )
  const found = await db.select({ id: operatorLink.id }).from(operatorLink).where(recent).limit(1)
  return found.length > 0
}
