import { afterAll, beforeEach } from 'vitest'
import type { TestDatabase } from '@/db/testing'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { GATHERING } from '@/lib/services/enqueue-notices'
import { reportMailServer } from '@/lib/services/notices/report-server'
import { sendNotices } from '@/lib/services/notices/send'
import { testWorld } from '@/lib/services/testing'
import type { TestApplication } from '@/lib/services/testing-rows'
import { mailLinks } from './mail-links'
import { createMailer } from './mailer'
import { startTestSmtp } from './testing-smtp'

const FROM = 'no-reply@assay.example'
export const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:144.0) Gecko/20100101 Firefox/144.0'

/** A test world with a mail server beside it, a worker that has it set, and a clock to move. Empty before every test. */
export async function mailWorld() {
  const world = await testWorld()
  const clock = await world.database.movableClock()
  const { owner } = world.database
  const { worker } = world.services
  const refused = new Map<string, number>()
  const refuse = (address: string) => refused.get(address)
  let smtp = await startTestSmtp({ refuse })
  const mailer = createMailer({ smtpUrl: smtp.url, from: FROM })
  afterAll(async () => {
    mailer.close()
    await smtp.close()
  })
  beforeEach(async () => {
    refused.clear()
    smtp.received.length = 0
    await owner.query('delete from notice')
    await owner.query(`update mail_setting set enabled = true, kinds_off = '{}'`)
    await reportMailServer(worker, { sender: FROM })
  })

  let people = 0
  const sendNow = () => sendNotices(worker, { deliver: mailer.deliver, ...mailLinks('https://assay.example') })
  return {
    ...{ world, clock, owner, worker, sendNow },
    /** What RCPT TO is answered with, by address. */
    refused,
    received: () => smtp.received,
    /** What has gathered long enough is sent. */
    async send() {
      await clock.advance(GATHERING)
      return sendNow()
    },
    /** Takes the server away; the answer brings it back at the same address. */
    async stopServer() {
      const { port } = smtp
      await smtp.close()
      return async () => {
        smtp = await startTestSmtp({ port, refuse })
      }
    },
    notices: () => noticesOf(owner),
    async person(name = 'Ann Archer', of: TestApplication = world.shop) {
      people += 1
      const email = `ann.${people}@example.com`
      return { email, ...(await world.subject(of, { name, email })) }
    },
    /** A key that was revoked for a cause, with a note that is nobody's business. */
    async revokedKey(whose: { id: string; externalId: string }, name = 'Till') {
      const key = await world.key(world.shop, { subject: whose, name })
      const note = 'seen by Ben, case 4711'
      await revokeCredentials(world.administrator, { credentialIds: [key.id], cause: 'key_compromise', note })
      return key
    },
  }
}

async function noticesOf(owner: TestDatabase['owner']) {
  const { rows } = await owner.query<{ kind: string; state: string; why: string | null; attempts: number }>(
    'select kind, state, why, attempts from notice order by id',
  )
  return rows
}
