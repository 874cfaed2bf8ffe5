import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { disabling } from '@/db/schema/disabling'
import { operator, operatorSession } from '@/db/schema/operator'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import { ASSAY_APPLICATION } from '../assay-application'
import { authorize } from '../authorize'
import { command } from '../command'
import type { Context } from '../context'
import { ServiceError } from '../errors'
import { parseInput } from '../input'
import { issueCredential } from '../issue-credential'
import { query } from '../query'
import { passwordMatches } from './password-hash'
import { SignInInput } from './schemas'
import { doorLanes, forgiveAttempt, takeAttempt } from './sign-in-throttle'

/** A new operator session. `token` goes into the cookie and nowhere else. */
export interface SignedIn {
  readonly token: string
  readonly sessionId: string
  readonly operatorId: string
}

/** Where a sign-in comes from, as far as it is known. The address is the context's. */
export interface SignInSource {
  readonly userAgent: string | null
}

/**
 * Signs an operator in with mail and password and issues an Assay session. Acts as the system: nobody is known yet.
 * Errors: `unauthenticated` (the same answer after the same work for an unknown address, a wrong password and a disabled
 * account), `too_many_attempts`, `unavailable`.
 */
export async function signIn(
  context: Context,
  raw: z.input<typeof SignInInput>,
  { userAgent }: SignInSource,
): Promise<SignedIn> {
  authorize(context.actor, 'system.work')
  const input = parseInput(SignInInput, raw)
  const attempt = await takeAttempt(context.services, doorLanes(input.email, context.requestIp, null))
  const account = await findAccount(context, { email: input.email })
  const matches = await passwordMatches(account?.passwordHash ?? null, input.password)
  const why = account === null ? 'unknown' : whyNot(account, matches)
  if (account === null || why !== null) {
    await enterFailure(context, { operatorId: account?.id ?? null, why: why ?? 'unknown', throttled: attempt.last })
    throw new ServiceError('unauthenticated', 'Mail or password is not right.')
  }
  await forgiveAttempt(context.services, attempt)
  const issued = await issueSession(context, { operatorId: account.id, subjectId: account.subjectId, userAgent })
  if (!issued.ok) throw new Error('A session that cannot be refused was')
  return { ...issued.value, operatorId: account.id }
}

function whyNot(account: { disabled: boolean; passwordAllowed: boolean }, matches: boolean) {
  if (!matches) return 'password'
  if (!account.passwordAllowed) return 'password_not_allowed'
  return account.disabled ? 'disabled' : null
}

/** Where the settings leave passwords to owners: they are the way in when the issuer fails. */
const PASSWORD_ALLOWED = sql<boolean>`(
  not exists (select from sso_provider where enabled and not passwords_allowed)
  or exists (select from role_binding where role_binding.operator_id = operator.id and role_binding.role = 'owner'))`

const findAccount = query({
  permission: 'system.work',
  input: z.strictObject({ email: z.string() }),
  async run({ db, input }) {
    const [found] = await db
      .select({
        id: operator.id,
        subjectId: operator.subjectId,
        passwordHash: operator.passwordHash,
        passwordAllowed: PASSWORD_ALLOWED,
        disabled: sql<boolean>`exists (select from ${disabling}
          where ${disabling.targetId} = ${operator.subjectId} and ${disabling.untilAt} is null)`,
      })
      .from(operator)
      .where(eq(sql`lower(${operator.email})`, sql`lower(${input.email})`))
    return found ?? null
  },
})

const issueSession = command({
  permission: 'system.work',
  lock: 'sign_in',
  input: z.strictObject({ operatorId: z.uuid(), subjectId: z.uuid(), userAgent: z.string().nullable() }),
  async run({ tx, now, input, actor, services, context }) {
    const issued = await issueCredential(tx, services, actor, now, {
      environment: ASSAY_APPLICATION.environment,
      kind: 'session',
      applicationId: ASSAY_APPLICATION.id,
      subjectId: input.subjectId,
      scopes: [],
      name: null,
      purpose: null,
      // RFC 8176: a password was compared.
      authMethod: 'pwd',
      notBefore: null,
      expiresAt: null,
      ip: context.requestIp,
      country: null,
      userAgent: input.userAgent,
      succeeds: null,
    })
    await tx.insert(operatorSession).values({ credentialId: issued.id, authenticatedAt: now, method: 'pwd' })
    const place = { applicationId: ASSAY_APPLICATION.id, subjectId: input.subjectId }
    return {
      result: { token: issued.token, sessionId: issued.id },
      entries: [
        entry(
          'session.issued',
          { targetType: 'credential', targetId: issued.id, ...place },
          { credentialId: issued.id, authMethod: 'pwd' },
        ),
        entry(
          'operator.signed_in',
          { targetType: 'operator', targetId: input.operatorId, ...place },
          { sessionId: issued.id },
        ),
      ],
    }
  },
})

/** What was typed is never entered: people type passwords into the wrong field. */
const enterFailure = command({
  permission: 'system.work',
  input: z.strictObject({
    operatorId: z.uuid().nullable(),
    why: z.enum(['unknown', 'password', 'password_not_allowed', 'disabled']),
    throttled: z.boolean(),
  }),
  async run({ input }) {
    const target = { targetType: 'operator', targetId: input.operatorId } as const
    const failed = entry('operator.sign_in_failed', target, { why: input.why })
    const throttled: AuditEntryDraft[] = input.throttled
      ? [entry('operator.sign_in_failed', target, { why: 'throttled' })]
      : []
    return { result: null, entries: [failed, ...throttled] }
  },
})
