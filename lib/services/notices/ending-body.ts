import { lifecycle } from '@/lib/core/lifecycle'
import { GUIDANCE } from '@/lib/locale/guidance/guide'
import type { MailBody } from '@/lib/locale/guidance/mail-words'
import type { Services } from '../context'
import { readCredential } from '../judge/read-records'
import { databaseNow } from '../query'
import type { AboutOwner } from './about-owner'
import type { NoticeRow } from './send'

/** The warning of a key that ends; null when it ended, was replaced or was given another end since it was queued. */
export async function endingBody(services: Services, row: NoticeRow, about: AboutOwner): Promise<MailBody | null> {
  const config = await services.config.current()
  const stored = await readCredential(services.db, config, row.credentialId ?? '')
  if (stored === null) return null
  const { record, name } = stored
  const now = await databaseNow(services.db)
  const { state, lapses } = lifecycle(record, config.policiesFor(record.applicationId, record.kind), now)
  const reason = row.kind === 'overlap_ends' ? 'superseded' : 'expired'
  const stands = lapses.some((lapse) => lapse.reason === reason && lapse.at === row.aboutAt)
  if (state === 'ended' || !stands || (reason === 'expired' && record.successorId !== null)) return null
  const { mails } = GUIDANCE[about.language]
  const key = { kind: record.kind, name, device: null, begunAt: record.issuedAt }
  const mail = { ...about, key, endsAt: row.aboutAt }
  return reason === 'expired' ? mails.keyEnds(mail) : mails.overlapEnds({ ...mail, lastUsedAt: record.lastUsedAt })
}
