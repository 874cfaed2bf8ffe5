import { eq } from 'drizzle-orm'
import { applicationMail } from '@/db/schema/notice'
import { entry } from '@/lib/audit/entry'
import { reaches } from '@/lib/core/permissions'
import { command, unchanged } from '../command'
import { notFound } from '../errors'
import { ChangeApplicationMailInput } from './schemas'

/** What one application chooses for the mails to its people, and the language it speaks. Errors: `not_found`. */
export const changeApplicationMail = command({
  permission: 'applications.change',
  input: ChangeApplicationMailInput,
  async run({ tx, reach, input: { applicationId, ...input }, services }) {
    const config = await services.config.within(tx)
    if (!reaches(reach, applicationId) || !config.applications.has(applicationId)) throw notFound('application')
    const [row] = await tx.select().from(applicationMail).where(eq(applicationMail.applicationId, applicationId))
    const before = {
      kindsOff: (row?.kindsOff ?? []).toSorted(),
      replyTo: row?.replyTo ?? null,
      language: row?.language ?? null,
    }
    const after = { kindsOff: input.kindsOff.toSorted(), replyTo: input.replyTo, language: input.language }
    if (JSON.stringify(before) === JSON.stringify(after)) return unchanged(after)
    await tx
      .insert(applicationMail)
      .values({ applicationId, ...after })
      .onConflictDoUpdate({ target: applicationMail.applicationId, set: after })
    const target = { targetType: 'application', targetId: applicationId, applicationId } as const
    return { result: after, entries: [entry('application.mail_changed', target, { before, after })] }
  },
})
