import { z } from 'zod'
import { LISTS } from '@/lib/core/lists'
import { Id, line } from '../input-parts'
import { ListSearch } from '../list-search'

/** As many as a menu can still be read with. */
export const VIEWS_MAX = 50

export const SaveViewInput = z.strictObject({
  list: z.enum(LISTS),
  name: line(60),
  search: ListSearch,
  /** Whether every operator sees it; what they may read in it is theirs. */
  shared: z.boolean().default(false),
})

export const RemoveViewInput = z.strictObject({ viewId: Id })

export const ListViewsInput = z.strictObject({})
