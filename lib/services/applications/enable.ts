import { entry, TO_ENABLED } from '@/lib/audit/entry'
import { command, unchanged } from '../command'
import { enable } from '../disabling'
import { readApplication } from '../service-key'
import { ApplicationNoteInput } from './schemas'

/** Enables an application again: what has not ended meanwhile works as before. Errors: `not_found`. */
export const enableApplication = command({
  permission: 'applications.enable',
  input: ApplicationNoteInput,
  async run({ tx, reach, now, input }) {
    const { id } = await readApplication(tx, reach, input.applicationId)
    const closed = await enable(tx, now, { targetType: 'application', targetId: id })
    if (!closed) return unchanged({ disabled: false })
    const target = { targetType: 'application', targetId: id, applicationId: id } as const
    return {
      result: { disabled: false },
      entries: [entry('application.enabled', target, { note: input.note, ...TO_ENABLED })],
    }
  },
})
