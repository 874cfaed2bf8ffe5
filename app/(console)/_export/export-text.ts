import type { Download } from '@/lib/auth/guard-route'
import type { Context } from '@/lib/services/context'
import { downloadExport } from '@/lib/services/exports/download'
import { exporting } from '@/lib/services/exports/exporting'
import { EXPORT_TABLES } from './tables'
import { EXPORT_TYPES, writeRows } from './write-rows'

/** The file of an export that was allowed a moment ago. Errors: `not_found`. */
export async function exportText(context: Context, exportId: string): Promise<Download> {
  const allowed = await downloadExport(context, { exportId })
  if (!allowed.ok) throw new Error('A download that cannot be refused was')
  const { list, format, search, requestedAt } = allowed.value
  const within = exporting(context)
  const read = EXPORT_TABLES[list]
  const filters = new URLSearchParams(search)
  return {
    name: `assay-${list}-${new Date(requestedAt).toISOString().slice(0, 19).replaceAll(':', '')}Z.${format}`,
    type: EXPORT_TYPES[format],
    text: writeRows(format, (cursor) => read(within, filters, cursor)),
  }
}
