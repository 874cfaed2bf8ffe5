import { and, eq, gt } from 'drizzle-orm'
import { exportRequest } from '@/db/schema/saved-view'
import { MINUTE } from '@/lib/core/instant'
import type { ExportFormat, ListName } from '@/lib/core/lists'
import { ServiceError } from '../errors'
import { ownOperator } from '../own-operator'
import { query } from '../query'
import { ReadExportInput } from './schemas'

/** For how long what was allowed may be begun; a download that runs is not cut off. */
export const EXPORT_BEGINS_WITHIN = 5 * MINUTE

export interface ExportRequest {
  readonly list: ListName
  readonly format: ExportFormat
  readonly search: string
  readonly requestedAt: number
}

/** What an export is to hold. Errors: `not_found` for another operator's, and for one that is older than five minutes. */
export const readExport = query({
  permission: 'exports.read',
  input: ReadExportInput,
  async run({ db, now, actor, input }): Promise<ExportRequest> {
    const { id: operatorId } = ownOperator(actor)
    const [found] = await db
      .select({
        list: exportRequest.list,
        format: exportRequest.format,
        search: exportRequest.search,
        requestedAt: exportRequest.requestedAt,
      })
      .from(exportRequest)
      .where(
        and(
          eq(exportRequest.id, input.exportId),
          eq(exportRequest.operatorId, operatorId),
          gt(exportRequest.requestedAt, now - EXPORT_BEGINS_WITHIN),
        ),
      )
    if (found === undefined) throw new ServiceError('not_found', 'This export is not there any more. Ask for it again.')
    return found
  },
})
