import { entry, TO_DISABLED } from '@/lib/audit/entry'
import { ASSAY_APPLICATION } from '../assay-application'
import { command, refused, unchanged } from '../command'
import { disable } from '../disabling'
import { readApplication } from '../service-key'
import { ApplicationNoteInput } from './schemas'

/**
 * Disables an application: none of its credentials is accepted and none is issued until it is enabled again.
 * Refused: `own_application` for Assay itself, which would lock every operator out. Errors: `not_found`.
 */
export const disableApplication = command({
  permission: 'applications.disable',
  input: ApplicationNoteInput,
  async run({ tx, actor, reach, now, input }) {
    const { id } = await readApplication(tx, reach, input.applicationId)
    if (id === ASSAY_APPLICATION.id) {
      return refused<'own_application'>(
        'own_application',
        'This is Assay itself. Disabled, it would lock every operator out.',
      )
    }
    const { note } = input
    const opened = await disable(tx, { actor, now, note }, { targetType: 'application', targetId: id })
    if (!opened) return unchanged({ disabled: true })
    const target = { targetType: 'application', targetId: id, applicationId: id } as const
    return { result: { disabled: true }, entries: [entry('application.disabled', target, { note, ...TO_DISABLED })] }
  },
})
