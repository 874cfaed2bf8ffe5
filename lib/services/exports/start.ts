import { exportRequest } from '@/db/schema/saved-view'
import { entry } from '@/lib/audit/entry'
import { newId } from '@/lib/crypto/id'
import { command } from '../command'
import { ownOperator } from '../own-operator'
import { StartExportInput } from './schemas'

/** Allows an operator to take a list out as it is filtered, and enters that they did. The rows are read by its download. */
export const startExport = command({
  permission: 'exports.make',
  input: StartExportInput,
  async run({ tx, now, actor, input }) {
    const { id: operatorId } = ownOperator(actor)
    const exportId = newId(now)
    await tx.insert(exportRequest).values({ id: exportId, operatorId, ...input, requestedAt: now })
    return {
      result: { exportId },
      entries: [entry('export.made', { targetType: 'operator', targetId: operatorId }, { exportId, ...input })],
    }
  },
})
