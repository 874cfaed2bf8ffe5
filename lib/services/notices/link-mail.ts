import { and, eq, gt, isNull } from 'drizzle-orm'
import { operatorInvitation } from '@/db/schema/operator-invitation'
import type { Instant } from '@/lib/core/instant'
import { LINK_NOTICES, type LinkNotice } from '@/lib/core/notice'
import { secretDigest } from '@/lib/crypto/random'
import type { MailParts } from '@/lib/format/mail'
import { GUIDANCE } from '@/lib/locale/guidance/guide'
import type { MailBody } from '@/lib/locale/guidance/mail-words'
import { DEFAULT_LANGUAGE } from '@/lib/locale/languages'
import type { Services } from '../context'
import { openNoticeSecret } from '../notice-secret'
import { databaseNow } from '../query'
import type { NoticeRow, SendOptions } from './send'

/** What a mail to an operator says, and where its one button leads. */
export interface OperatorMail {
  readonly body: MailBody
  readonly button: NonNullable<MailParts['button']>
  readonly foot: readonly string[]
}

export interface LinkRow extends NoticeRow {
  readonly kind: LinkNotice
}

/** Whether a mail brings a link that opens something once. */
export function bringsLink(row: NoticeRow): row is LinkRow {
  return LINK_NOTICES.some((kind) => kind === row.kind)
}

/** The mail with a link; null when the link is too old by now, or another took its place. */
export async function linkMail(
  services: Services,
  { linkOf }: Pick<SendOptions, 'linkOf'>,
  row: LinkRow,
  instant: (at: Instant) => string,
): Promise<OperatorMail | null> {
  const secret = openNoticeSecret(services.keyring, row)
  if (secret === null || row.aboutAt <= (await databaseNow(services.db))) return null
  const { mails } = GUIDANCE[DEFAULT_LANGUAGE]
  const [expiresAt, url] = [row.aboutAt, linkOf(row.kind, secret)]
  if (row.kind === 'operator_forgotten') {
    const button = { words: mails.choosePassword, url }
    return { body: mails.forgotten({ expiresAt, instant }), button, foot: mails.footOfOperator }
  }
  const invitation = await readInvitation(services, row, secret)
  if (invitation === null) return null
  const { invitedBy } = invitation
  const button = { words: mails.acceptInvitation, url }
  return { body: mails.invitation({ invitedBy, expiresAt, instant }), button, foot: mails.footOfInvited }
}

/** To whom an invitation goes. */
export async function readInvited({ db }: Services, { recipientId }: NoticeRow) {
  const { name, email } = operatorInvitation
  const [found] = await db
    .select({ name, email })
    .from(operatorInvitation)
    .where(eq(operatorInvitation.id, recipientId))
  return found ?? null
}

async function readInvitation({ db }: Services, { recipientId, aboutAt }: NoticeRow, secret: string) {
  const stands = and(
    eq(operatorInvitation.id, recipientId),
    eq(operatorInvitation.digest, secretDigest(secret)),
    isNull(operatorInvitation.acceptedAt),
    isNull(operatorInvitation.withdrawnAt),
    gt(operatorInvitation.expiresAt, aboutAt - 1),
  )
  const [found] = await db.select({ invitedBy: operatorInvitation.actorLabel }).from(operatorInvitation).where(stands)
  return found ?? null
}
