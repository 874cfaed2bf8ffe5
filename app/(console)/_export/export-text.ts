import type { Download } from '@/lib/auth/guard-route'
import type { Context } from '@/lib/services/context'
import { exporting } from '@/lib/services/exports/exporting'
import { readExport } from '@/lib/services/exports/read'
import { EXPORT_TABLES } from './tables'
import { EXPORT_TYPES, writeRows } from './write-rows'

/** The file of an export that was allowed a moment ago. Errors: `not_found`. */
export async function exportText(context: Context, exportId: string): Promise<Download> {
  const { list, format, search, requestedAt } = await readExport(context, { exportId })
  const within = exporting(context)
  const read = EXPORT_TABLES[list]
  const filters = new URLSearchParams(search)
  return {
    name: `assay-${list}-${new Date(requestedAt).toISOString().slice(0, 19).replaceAll(':', '')}Z.${format}`,
    type: EXPORT_TYPES[format],
    text: writeRows(format, (cursor) => read(within, filters, cursor)),
  }
}
