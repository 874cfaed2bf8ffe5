import { and, eq, gt } from 'drizzle-orm'
import { exportRequest } from '@/db/schema/saved-view'
import { entry } from '@/lib/audit/entry'
import { MINUTE } from '@/lib/core/instant'
import { command } from '../command'
import { ServiceError } from '../errors'
import { ownOperator } from '../own-operator'
import { DownloadExportInput } from './schemas'

/** For how long what was allowed may be begun; a download that runs is not cut off. */
export const EXPORT_BEGINS_WITHIN = 5 * MINUTE

/**
 * What a download is to hold; it may be begun more than once, and is entered each time. Errors: `not_found` for another
 * operator's export, and for one that is older than five minutes.
 */
export const downloadExport = command({
  permission: 'exports.read',
  input: DownloadExportInput,
  async run({ tx, now, actor, input: { exportId } }) {
    const { id: operatorId } = ownOperator(actor)
    const [found] = await tx
      .select({
        list: exportRequest.list,
        format: exportRequest.format,
        search: exportRequest.search,
        requestedAt: exportRequest.requestedAt,
      })
      .from(exportRequest)
      .where(
        and(
          eq(exportRequest.id, exportId),
          eq(exportRequest.operatorId, operatorId),
          gt(exportRequest.requestedAt, now - EXPORT_BEGINS_WITHIN),
        ),
      )
    if (found === undefined) throw new ServiceError('not_found', 'This export is not there any more. Ask for it again.')
    const { list, format } = found
    const target = { targetType: 'operator', targetId: operatorId } as const
    return { result: found, entries: [entry('export.downloaded', target, { exportId, list, format })] }
  },
})
