import { z } from 'zod'
import { entry } from '@/lib/audit/entry'
import { newId } from '@/lib/crypto/id'
import { command, refused } from '../command'
import { enqueueNotices } from '../enqueue-notices'
import { ServiceError } from '../errors'

/** Queues a test mail to the operator who asks, and to nobody else. Refused: `no_mail_server`. Errors: `forbidden`. */
export const sendTestMail = command({
  permission: 'mail.change',
  input: z.strictObject({}),
  async run({ tx, actor, now }) {
    if (actor.type !== 'operator') throw new ServiceError('forbidden', 'Only an operator has an address to test with.')
    const draft = {
      kind: 'mail_test',
      dedupeKey: `mail_test:${newId(now)}`,
      recipient: { type: 'operator', id: actor.subjectId },
      ...{ applicationId: null, credentialId: null, aboutAt: now },
    } as const
    if ((await enqueueNotices(tx, now, [draft])) === 0)
      return refused<'no_mail_server'>(
        'no_mail_server',
        'No worker has a mail server: set ASSAY_SMTP_URL and ASSAY_MAIL_FROM.',
      )
    const target = { targetType: 'operator', targetId: actor.id } as const
    return { result: { to: actor.email }, entries: [entry('mail.tested', target, {})] }
  },
})
