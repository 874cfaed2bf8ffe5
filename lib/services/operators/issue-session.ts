import { operatorSession } from '@/db/schema/operator'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { ASSAY_APPLICATION } from '../assay-application'
import type { WriteArguments } from '../command'
import { issueCredential } from '../issue-credential'
import { rememberDevice } from './devices/known-device'

/** A new operator session. `token` and `device` go into cookies and nowhere else. */
export interface SignedIn {
  readonly token: string
  readonly sessionId: string
  readonly operatorId: string
  /** Names this browser at its next sign-in. */
  readonly device: string
}

/** Where a sign-in comes from, as far as it is known. The address is the context's. */
export interface SignInSource {
  readonly userAgent: string | null
  /** What the browser's device cookie holds. */
  readonly device?: string | null
}

export interface SessionDraft {
  readonly operatorId: string
  readonly subjectId: string
  /** RFC 8176 names of what was shown, with spaces between. */
  readonly method: string
  readonly source: SignInSource
  /** When they proved it, where that was not now: a session at an issuer may be hours old. */
  readonly authenticatedAt?: Instant
}

type Write = Pick<WriteArguments<unknown>, 'tx' | 'now' | 'actor' | 'services' | 'context'>

/** Issues the session of somebody who has proved who they are, and remembers their device. Call it under the `sign_in` lock. */
export async function issueOperatorSession(
  { tx, now, actor, services, context }: Write,
  { operatorId, subjectId, method, source, authenticatedAt = now }: SessionDraft,
): Promise<{ result: SignedIn; entries: [AuditEntryDraft, ...AuditEntryDraft[]] }> {
  const { userAgent, device = null } = source
  const issued = await issueCredential(tx, services, actor, now, {
    environment: ASSAY_APPLICATION.environment,
    kind: 'session',
    applicationId: ASSAY_APPLICATION.id,
    subjectId,
    scopes: [],
    name: null,
    purpose: null,
    authMethod: method,
    notBefore: null,
    expiresAt: null,
    ip: context.requestIp,
    country: null,
    userAgent,
    succeeds: null,
  })
  await tx.insert(operatorSession).values({ credentialId: issued.id, authenticatedAt, method })
  const sighting = { operatorId, subjectId, secret: device, userAgent, ip: context.requestIp, sessionId: issued.id }
  const remembered = await rememberDevice(tx, now, sighting)
  const place = { applicationId: ASSAY_APPLICATION.id, subjectId }
  return {
    result: { token: issued.token, sessionId: issued.id, operatorId, device: remembered.secret },
    entries: [
      entry(
        'session.issued',
        { targetType: 'credential', targetId: issued.id, ...place },
        { credentialId: issued.id, authMethod: method },
      ),
      entry('operator.signed_in', { targetType: 'operator', targetId: operatorId, ...place }, { sessionId: issued.id }),
      ...remembered.entries,
    ],
  }
}
