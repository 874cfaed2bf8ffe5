import { z } from 'zod'
import { EXPORT_FORMATS, LISTS } from '@/lib/core/lists'
import { Id } from '../input-parts'
import { ListSearch } from '../list-search'

export const StartExportInput = z.strictObject({
  list: z.enum(LISTS),
  format: z.enum(EXPORT_FORMATS),
  search: ListSearch,
})

export const DownloadExportInput = z.strictObject({ exportId: Id })
