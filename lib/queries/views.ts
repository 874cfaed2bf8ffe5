import { queryOptions } from '@tanstack/react-query'
import { routes } from '@/lib/routes'
import type { SavedView } from '@/lib/services/views/list'
import { getJson, worthRetrying } from './http'

/** The saved views of all lists: few, and asked for when a menu or the palette opens. */
export const viewsQuery = queryOptions({
  queryKey: ['views'],
  queryFn: ({ signal }) => getJson<readonly SavedView[]>(routes.api.views(), { signal }),
  retry: worthRetrying,
  staleTime: 30_000,
})
