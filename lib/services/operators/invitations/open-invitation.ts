import { and, eq, isNull, sql } from 'drizzle-orm'
import { operatorInvitation } from '@/db/schema/operator-invitation'
import type { AuditTarget } from '@/lib/audit/entry'
import { HOUR, type Instant } from '@/lib/core/instant'
import { bindingsCover, bindingsGive } from '@/lib/core/permissions'
import { randomSecret, secretDigest } from '@/lib/crypto/random'
import { ASSAY_APPLICATION } from '../../assay-application'
import type { Services } from '../../context'
import { enqueueNotices } from '../../enqueue-notices'
import { sealNoticeSecret } from '../../notice-secret'
import type { Reader, Transaction } from '../../transaction'
import { standingOf } from '../manage/take-operator'

const INVITATION_LIFE = 24 * HOUR

export type Invitation = typeof operatorInvitation.$inferSelect

/** A link just made, with whether it goes out by mail. The token is shown once; nothing stored can make it again. */
export interface InvitationLink {
  readonly id: string
  readonly token: string
  readonly expiresAt: Instant
  readonly mailed: boolean
}

/** A fresh token for an invitation, with what is kept of it. */
export function newToken(now: Instant) {
  const token = randomSecret()
  return { token, digest: secretDigest(token), expiresAt: now + INVITATION_LIFE }
}

/** Queues the mail with the link; false where this installation sends none. */
export async function mailLink(
  tx: Transaction,
  { keyring }: Services,
  now: Instant,
  { id, token, expiresAt }: Omit<InvitationLink, 'mailed'>,
): Promise<boolean> {
  const dedupeKey = `operator_invitation:${id}:${expiresAt}`
  const draft = {
    kind: 'operator_invitation',
    dedupeKey,
    recipient: { type: 'invitation', id },
    sealedSecret: sealNoticeSecret(keyring, dedupeKey, token),
    ...{ applicationId: null, credentialId: null, aboutAt: expiresAt },
  } as const
  return (await enqueueNotices(tx, now, [draft])) > 0
}

/** The invitation as long as nobody accepted or withdrew it; it may be too old. */
export async function findOpen(db: Reader, id: string): Promise<Invitation | null> {
  const [found] = await db
    .select()
    .from(operatorInvitation)
    .where(and(eq(operatorInvitation.id, id), isOpen))
  return found ?? null
}

/** The open invitation of an address. */
export async function findOpenOf(db: Reader, email: string): Promise<Invitation | null> {
  const isTheirs = eq(sql`lower(${operatorInvitation.email})`, sql`lower(${email})`)
  const [found] = await db.select().from(operatorInvitation).where(and(isTheirs, isOpen))
  return found ?? null
}

/** The invitation this token opens; null when it was used, withdrawn, renewed, is too old, or never was. */
export async function findByToken(db: Reader, token: string, now: Instant): Promise<Invitation | null> {
  const isIt = eq(operatorInvitation.digest, secretDigest(token))
  const [found] = await db.select().from(operatorInvitation).where(and(isIt, isOpen))
  return found !== undefined && found.expiresAt > now ? found : null
}

/** Whether whoever invited may still give what they promised: an invitation must not outlive the power it was made with. */
export async function stillStands(tx: Transaction, { actorType, actorId, bindings }: Invitation): Promise<boolean> {
  if (actorType !== 'operator' || actorId === null) return true
  const held = await standingOf(tx, actorId)
  return bindingsGive(held, 'operators.manage', null) && bindings.every((each) => bindingsCover(held, each))
}

/** What the audit says an act upon an invitation was done to. */
export function invitationTarget(id: string) {
  return { targetType: 'invitation', targetId: id, applicationId: ASSAY_APPLICATION.id } as const satisfies AuditTarget
}

export const isOpen = and(isNull(operatorInvitation.acceptedAt), isNull(operatorInvitation.withdrawnAt))
