import { and, eq } from 'drizzle-orm'
import { credentialLive } from '@/db/schema/credential-live'
import { family } from '@/db/schema/family'
import { operatorSession } from '@/db/schema/operator'
import { operatorDevice } from '@/db/schema/operator-device'
import { passkeyChallenge } from '@/db/schema/operator-factor'
import { ssoAttempt, ssoSession } from '@/db/schema/sso'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { Keyring } from '@/lib/crypto/keyring'
import { seal, unseal } from '@/lib/crypto/seal'
import { ASSAY_APPLICATION } from '../assay-application'
import type { WriteArguments } from '../command'
import { summarize } from '../credential-summary'
import { endCredentials } from '../end-credentials'
import { ServiceError } from '../errors'
import { type Issued, issueCredential } from '../issue-credential'
import type { StoredCredential } from '../judge/read-records'
import { lockCredentials } from '../lock-credentials'
import type { Transaction } from '../transaction'
import { boundToSession } from './factors/passkey-challenge'
import { ownActor } from './own-actor'
import { idTokenPlace } from './sso/sign-out-hint'

/** An operator's session under its new token, which goes into the cookie and nowhere else. */
export interface RenewedSession {
  readonly token: string
  readonly sessionId: string
}

type Write = Pick<WriteArguments<unknown>, 'tx' | 'now' | 'actor' | 'services' | 'context'>

/** What an act leaves by which a session got a new token. */
interface Renewal {
  readonly result: RenewedSession
  readonly entries: readonly [AuditEntryDraft, ...AuditEntryDraft[]]
}

/**
 * Gives the operator's own session a new token when they have proved again who they are, and ends the one it had (OWASP ASVS 5.0,
 * 7.2.4). It stays the same session: the sign-in is not moved, so no limit begins anew, and what hangs on it comes along. Call it
 * under the `sign_in` lock. Errors: `session_renewed` where another window was faster, `unauthenticated` where it has ended.
 */
export async function renewOperatorSession(write: Write, method: string): Promise<Renewal> {
  const { id, subjectId, sessionId } = ownActor(write.actor)
  const { result, entries } = await giveNewToken(write, { authenticatedAt: write.now, method })
  const target = { targetType: 'operator', targetId: id, subjectId } as const
  return { result, entries: [entry('identity.confirmed', target, { sessionId, method }), ...entries] }
}

/** The same where what opens the account was changed: it confirms nothing, so what was proved last, and when, comes along if anything was. */
export async function renewUnconfirmed(write: Write): Promise<Renewal> {
  const { sessionId } = ownActor(write.actor)
  const { authenticatedAt, method } = operatorSession
  const [proof] = await write.tx
    .select({ authenticatedAt, method })
    .from(operatorSession)
    .where(eq(operatorSession.credentialId, sessionId))
  return giveNewToken(write, proof ?? null)
}

/** When its holder last proved who they are, and how. */
type Proof = Pick<typeof operatorSession.$inferInsert, 'authenticatedAt' | 'method'>

async function giveNewToken(write: Write, proof: Proof | null): Promise<Renewal> {
  const { tx, now, actor, services, context } = write
  const { id, subjectId, sessionId } = ownActor(actor)
  const old = await lockOwn(write, sessionId)
  const issued = await issueSuccessor(write, old)
  await tx.update(family).set({ currentGeneration: issued.generation }).where(eq(family.id, issued.familyId))
  await tx
    .update(credentialLive)
    .set({ overlapUntil: now, successorId: issued.id })
    .where(eq(credentialLive.credentialId, sessionId))
  const ending = { credentialId: sessionId, endedAt: now, reason: 'superseded', cause: null, note: null } as const
  await endCredentials(tx, { now, actor, correlationId: context.correlationId }, [ending])
  if (proof !== null) await tx.insert(operatorSession).values({ credentialId: issued.id, ...proof })
  await moveWhatHangsOn(tx, services.keyring, { operatorId: id, from: sessionId, to: issued.id })
  return {
    result: { token: issued.token, sessionId: issued.id },
    entries: entriesOf(old, { subjectId, successorId: issued.id }),
  }
}

/** Judged again under its locks: what was revoked a moment ago gets no successor. */
async function lockOwn({ tx, now, services }: Write, sessionId: string): Promise<StoredCredential> {
  const config = await services.config.within(tx)
  const [old] = await lockCredentials(tx, config, [sessionId])
  const state = old === undefined ? 'ended' : summarize(old, config, now).state
  if (old !== undefined && state !== 'ended' && state !== 'suspended') return old
  if (old?.record.ended?.reason === 'superseded') throw sessionRenewed()
  throw new ServiceError('unauthenticated', 'Your session has ended. Sign in again; what you typed is kept here.')
}

/** Whoever asked with the old token asks again: their browser sends the new one by then. */
export function sessionRenewed(): ServiceError {
  return new ServiceError(
    'session_renewed',
    'Your session was given a new token a moment ago, in another window. Try again; what you typed is kept here.',
  )
}

function issueSuccessor({ tx, now, actor, services, context }: Write, old: StoredCredential): Promise<Issued> {
  const { record, authMethod, createdIp, createdCountry, createdUserAgent, lastUsedUserAgent } = old
  const { environment, kind, applicationId, subjectId, familyId, generation, signedInAt } = record
  return issueCredential(tx, services, actor, now, {
    ...{ environment, kind, applicationId, subjectId, authMethod },
    scopes: record.scopes,
    name: old.name,
    purpose: old.purpose,
    notBefore: record.notBefore,
    expiresAt: record.expiresAt,
    ip: context.requestIp ?? createdIp,
    country: createdCountry,
    userAgent: lastUsedUserAgent ?? createdUserAgent,
    succeeds: { credentialId: record.id, familyId, generation, signedInAt },
  })
}

interface Move {
  readonly operatorId: string
  readonly from: string
  readonly to: string
}

/**
 * What is bound to the session by its id: the session at the issuer, by which back-channel logout finds it; journeys to the issuer
 * and passkeys that other windows are in the middle of; the device that opened it.
 */
async function moveWhatHangsOn(tx: Transaction, keyring: Keyring, { operatorId, from, to }: Move): Promise<void> {
  const [atIssuer] = await tx.delete(ssoSession).where(eq(ssoSession.credentialId, from)).returning()
  if (atIssuer !== undefined) {
    const idToken = seal(keyring, idTokenPlace(to), unseal(keyring, idTokenPlace(from), atIssuer.idToken))
    await tx.insert(ssoSession).values({ ...atIssuer, credentialId: to, idToken })
  }
  await tx.update(ssoAttempt).set({ sessionId: to }).where(eq(ssoAttempt.sessionId, from))
  await tx
    .update(passkeyChallenge)
    .set({ boundTo: boundToSession(to) })
    .where(eq(passkeyChallenge.boundTo, boundToSession(from)))
  await tx
    .update(operatorDevice)
    .set({ sessionId: to })
    .where(and(eq(operatorDevice.operatorId, operatorId), eq(operatorDevice.sessionId, from)))
}

function entriesOf(
  { record, authMethod }: StoredCredential,
  { subjectId, successorId }: { readonly subjectId: string; readonly successorId: string },
): Renewal['entries'] {
  const place = { applicationId: ASSAY_APPLICATION.id, subjectId }
  const of = (targetId: string) => ({ targetType: 'credential', targetId, ...place }) as const
  return [
    entry('session.renewed', of(record.id), { credentialId: record.id, successorId }),
    entry('session.issued', of(successorId), { credentialId: successorId, authMethod }),
  ]
}
