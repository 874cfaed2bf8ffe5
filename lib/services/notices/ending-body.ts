import { type Lapse, lifecycle } from '@/lib/core/lifecycle'
import { rotationDueAt } from '@/lib/core/policy'
import { GUIDANCE } from '@/lib/locale/guidance/guide'
import type { EndingMail, MailBody } from '@/lib/locale/guidance/mail-words'
import type { Services } from '../context'
import { readCredential, type StoredCredential } from '../judge/read-records'
import { databaseNow } from '../query'
import type { AboutOwner } from './about-owner'
import type { NoticeRow } from './send'

/** The warning of a key that ends or is due; null when it ended, was replaced or was given another deadline since it was queued. */
export async function endingBody(services: Services, row: NoticeRow, about: AboutOwner): Promise<MailBody | null> {
  const config = await services.config.current()
  const stored = await readCredential(services.db, config, row.credentialId ?? '')
  if (stored === null) return null
  const { record, name } = stored
  const now = await databaseNow(services.db)
  const policies = config.policiesFor(record.applicationId, record.kind)
  const { state, lapses } = lifecycle(record, policies, now)
  if (state === 'ended') return null
  const key = { kind: record.kind, name, device: null, begunAt: record.issuedAt }
  const mail = { ...about, key, endsAt: row.aboutAt }
  if (row.kind !== 'rotation_due') return endBody(row, stored, lapses, mail)
  const due = rotationDueAt(record.issuedAt, policies, now)
  if (due?.at !== row.aboutAt || record.successorId !== null) return null
  return GUIDANCE[about.language].mails.rotationDue({ ...mail, afterSeconds: due.afterSeconds, over: due.at <= now })
}

function endBody(
  { kind, aboutAt }: NoticeRow,
  { record }: StoredCredential,
  lapses: readonly Lapse[],
  mail: EndingMail & Pick<AboutOwner, 'language'>,
): MailBody | null {
  const reason = kind === 'overlap_ends' ? 'superseded' : 'expired'
  const stands = lapses.some((lapse) => lapse.reason === reason && lapse.at === aboutAt)
  if (!stands || (reason === 'expired' && record.successorId !== null)) return null
  const { mails } = GUIDANCE[mail.language]
  return reason === 'expired' ? mails.keyEnds(mail) : mails.overlapEnds({ ...mail, lastUsedAt: record.lastUsedAt })
}
