import { and, asc, eq, lte, type SQL } from 'drizzle-orm'
import { z } from 'zod'
import { credentialLive } from '@/db/schema/credential-live'
import { operatorIdentity, ssoSession } from '@/db/schema/sso'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import { type Instant, MINUTE } from '@/lib/core/instant'
import { ASSAY_APPLICATION } from '../../assay-application'
import { command, unchanged } from '../../command'
import { endCredentials } from '../../end-credentials'
import { lockCredentials } from '../../lock-credentials'
import type { Transaction } from '../../transaction'

const Notice = z.strictObject({
  issuer: z.string(),
  subject: z.string().nullable(),
  sessionId: z.string().nullable(),
  issuedAt: z.number(),
})

/**
 * Ends what a logout token names: the one session that began with that session there, or all of that person's that began before
 * it was made (give or take the leeway), so that a token kept and sent again ends nothing new. Answers the sessions ended.
 */
export const endByIssuer = command({
  permission: 'system.work',
  input: Notice,
  async run({ tx, now, actor, input, services, context }) {
    const meant = await findSessions(tx, input)
    await lockCredentials(tx, await services.config.within(tx), meant.map(idOf))
    // Again under their locks: one that was renewed meanwhile is found under its new token.
    const found = await findSessions(tx, input)
    const drafts = found.map(({ sessionId }) => ({ credentialId: sessionId, endedAt: now, ...ENDING }))
    const ended = await endCredentials(tx, { now, actor, correlationId: context.correlationId }, drafts)
    const [first, ...rest] = found.filter(({ sessionId }) => ended.has(sessionId)).map((each) => entriesOf(now, each))
    if (first === undefined) return unchanged<readonly string[]>([])
    const entries: [AuditEntryDraft, ...AuditEntryDraft[]] = [...first, ...rest.flat()]
    return { result: [...ended] as readonly string[], entries }
  },
})

const ENDING = { reason: 'revoked', cause: 'logged_out', note: null } as const
const LEEWAY = MINUTE

interface Found {
  readonly sessionId: string
  readonly operatorId: string
  readonly subjectId: string
}

function idOf({ sessionId }: Found): string {
  return sessionId
}

function findSessions(tx: Transaction, notice: z.output<typeof Notice>): Promise<Found[]> {
  return tx
    .select({
      sessionId: ssoSession.credentialId,
      operatorId: operatorIdentity.operatorId,
      subjectId: credentialLive.subjectId,
    })
    .from(ssoSession)
    .innerJoin(operatorIdentity, eq(operatorIdentity.id, ssoSession.identityId))
    .innerJoin(credentialLive, eq(credentialLive.credentialId, ssoSession.credentialId))
    .where(and(eq(operatorIdentity.issuer, notice.issuer), ...named(notice)))
    .orderBy(asc(ssoSession.credentialId))
}

function named({ subject, sessionId, issuedAt }: z.output<typeof Notice>): SQL[] {
  const ofSubject = subject === null ? [] : [eq(operatorIdentity.subject, subject)]
  if (sessionId !== null) return [...ofSubject, eq(ssoSession.issuerSessionId, sessionId)]
  return [...ofSubject, lte(credentialLive.signedInAt, issuedAt + LEEWAY)]
}

function entriesOf(endedAt: Instant, { sessionId, operatorId, subjectId }: Found): [AuditEntryDraft, AuditEntryDraft] {
  const place = { applicationId: ASSAY_APPLICATION.id, subjectId }
  return [
    entry(
      'credential.revoked',
      { targetType: 'credential', targetId: sessionId, ...place },
      { cause: 'logged_out', note: null, endedAt, kind: 'session', before: { state: 'active' } },
    ),
    entry('sso.signed_out', { targetType: 'operator', targetId: operatorId, ...place }, { sessionId }),
  ]
}
