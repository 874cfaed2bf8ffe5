import { eq } from 'drizzle-orm'
import { mailSetting } from '@/db/schema/notice'
import { entry } from '@/lib/audit/entry'
import { command, unchanged } from '../command'
import { ChangeMailInput } from './schemas'

/** Switches mails on or off for the whole installation, all or by kind. What waits already is still sent. */
export const changeMailSettings = command({
  permission: 'mail.change',
  input: ChangeMailInput,
  async run({ tx, input }) {
    const [before] = await tx.select().from(mailSetting).where(eq(mailSetting.id, 1)).for('update')
    if (before === undefined) throw new Error('mail_setting has no row: the database is not migrated')
    const after = { enabled: input.enabled, kindsOff: input.kindsOff.toSorted() }
    const was = { enabled: before.enabled, kindsOff: before.kindsOff.toSorted() }
    if (JSON.stringify(was) === JSON.stringify(after)) return unchanged(after)
    await tx.update(mailSetting).set(after).where(eq(mailSetting.id, 1))
    const target = { targetType: 'installation', targetId: null } as const
    return { result: after, entries: [entry('mail.changed', target, { before: was, after })] }
  },
})
