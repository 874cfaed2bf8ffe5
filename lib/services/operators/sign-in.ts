import { and, eq, isNull, sql } from 'drizzle-orm'
import { z } from 'zod'
import { operator } from '@/db/schema/operator'
import { authorize } from '../authorize'
import { command } from '../command'
import type { Context } from '../context'
import { ServiceError } from '../errors'
import { parseInput } from '../input'
import { query } from '../query'
import { findDevice } from './devices/known-device'
import { enterSignInFailure } from './enter-failure'
import { asksMore, readOffer } from './factors/offer'
import { issueOperatorSession, type SignedIn, type SignInSource } from './issue-session'
import { hasRole, isDisabled, mayEnterHere } from './open-account'
import { passwordMatches } from './password-hash'
import { SignInInput } from './schemas'
import { doorLanes, forgiveAttempt, takeAttempt } from './sign-in-throttle'
import { giveTicket } from './sign-in-ticket'
import { turnAwayWithoutRole } from './without-role'

/** Where a right password leads: in, or to a second factor with a ticket that says the password was right. */
export type SignInStep =
  | ({ readonly step: 'done' } & SignedIn)
  | { readonly step: 'second_factor'; readonly ticket: string }

/**
 * Signs an operator in with mail and password. Acts as the system: nobody is known yet. That a second factor is asked for shows
 * only after the right password.
 * Errors: `unauthenticated` (the same answer after the same work for an unknown address, a wrong password and a disabled
 * account), `forbidden` (the password was right, and they hold no role), `too_many_attempts`, `unavailable`.
 */
export async function signIn(
  context: Context,
  raw: z.input<typeof SignInInput>,
  source: SignInSource,
): Promise<SignInStep> {
  authorize(context.actor, 'system.work')
  const { services } = context
  const input = parseInput(SignInInput, raw)
  const account = await findAccount(context, { email: input.email, device: source.device ?? null })
  const lanes = doorLanes(input.email, context.requestIp, account?.knownDevice ?? null)
  const attempt = await takeAttempt(services, lanes)
  const matches = await passwordMatches(account?.passwordHash ?? null, input.password)
  const why = refusal(account, matches)
  if (account === null || why !== null) {
    await enterSignInFailure(context, {
      operatorId: account?.id ?? null,
      why: why ?? 'unknown',
      throttled: attempt.last,
    })
    throw new ServiceError('unauthenticated', 'Mail or password is not right.')
  }
  if (!account.hasRole) return turnAwayWithoutRole(context, account.id, attempt)
  await forgiveAttempt(services, attempt)
  if (account.asksMore) return { step: 'second_factor', ticket: await giveTicket(services, account.id, 'pwd') }
  const issued = await enterByPassword(context, { operatorId: account.id, subjectId: account.subjectId, source })
  if (!issued.ok) throw new Error('A session that cannot be refused was')
  return { step: 'done', ...issued.value }
}

function refusal(account: { disabled: boolean; mayEnterHere: boolean } | null, matches: boolean) {
  if (account === null) return 'unknown'
  if (!matches) return 'password'
  if (!account.mayEnterHere) return 'password_not_allowed'
  return account.disabled ? 'disabled' : null
}

const findAccount = query({
  permission: 'system.work',
  input: z.strictObject({ email: z.string(), device: z.string().max(100).nullable() }),
  async run({ db, input }) {
    const [found] = await db
      .select({
        id: operator.id,
        subjectId: operator.subjectId,
        passwordHash: operator.passwordHash,
        disabled: isDisabled,
        mayEnterHere,
        hasRole,
      })
      .from(operator)
      .where(and(eq(sql`lower(${operator.email})`, sql`lower(${input.email})`), isNull(operator.removedAt)))
    // Asked for nobody as well: the work must not tell which addresses are known.
    const id = found?.id ?? NOBODY
    const offer = await readOffer(db, id)
    const knownDevice = await findDevice(db, id, input.device)
    return found === undefined ? null : { ...found, asksMore: asksMore(offer), knownDevice }
  },
})

const NOBODY = '00000000-0000-0000-0000-000000000000'

const enterByPassword = command({
  permission: 'system.work',
  lock: 'sign_in',
  input: z.strictObject({ operatorId: z.uuid(), subjectId: z.uuid(), source: z.custom<SignInSource>() }),
  // RFC 8176: a password was compared.
  run: ({ input, ...write }) => issueOperatorSession(write, { ...input, method: 'pwd' }),
})
