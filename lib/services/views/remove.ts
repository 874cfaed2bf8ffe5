import { and, eq } from 'drizzle-orm'
import { savedView } from '@/db/schema/saved-view'
import { entry } from '@/lib/audit/entry'
import { command } from '../command'
import { ServiceError } from '../errors'
import { ownOperator } from '../own-operator'
import { RemoveViewInput } from './schemas'

/** Forgets one of the operator's own views. Errors: `not_found`, also for somebody else's. */
export const removeView = command({
  permission: 'operators.self',
  input: RemoveViewInput,
  async run({ tx, actor, input }) {
    const { id: operatorId } = ownOperator(actor)
    const [removed] = await tx
      .delete(savedView)
      .where(and(eq(savedView.id, input.viewId), eq(savedView.operatorId, operatorId)))
      .returning({ list: savedView.list, name: savedView.name })
    if (removed === undefined) throw new ServiceError('not_found', 'You have no such view.')
    return {
      result: removed,
      entries: [
        entry('view.removed', { targetType: 'operator', targetId: operatorId }, { viewId: input.viewId, ...removed }),
      ],
    }
  },
})
