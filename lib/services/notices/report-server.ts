import { eq } from 'drizzle-orm'
import { mailSetting, notice } from '@/db/schema/notice'
import type { Services } from '../context'
import { databaseNow } from '../query'
import { record } from '../record'

/** The mail server a worker was given: who it sends as; null without one. */
export interface MailServer {
  readonly sender: string
}

/**
 * Says what this installation can send mails with. Without a server nothing is queued from here on, and what is queued is
 * skipped: mails that come when somebody sets a server months later would tell of what is long over.
 */
export async function reportMailServer({ db }: Services, server: MailServer | null): Promise<void> {
  await record(db, async (tx) => {
    const now = await databaseNow(tx)
    await tx
      .update(mailSetting)
      .set({ serverSet: server !== null, sender: server?.sender ?? null, reportedAt: now })
      .where(eq(mailSetting.id, 1))
    if (server !== null) return
    await tx
      .update(notice)
      .set({ state: 'skipped', why: 'no_mail_server', sealedSecret: null, nextAttemptAt: null, settledAt: now })
      .where(eq(notice.state, 'queued'))
  })
}
