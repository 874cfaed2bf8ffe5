import type { DataTableProps } from '@/components/table/data-table-props'
import { isRefused, requestIdOf } from '@/lib/queries/http'

type Reading = Pick<DataTableProps<object>, 'status' | 'error' | 'hasMore' | 'loadMore' | 'isLoadingMore'>

/** The parts of an infinite query that matter here, whatever its pages hold. */
interface PagedQuery {
  readonly data: unknown
  readonly error: unknown
  readonly isPending: boolean
  readonly isError: boolean
  readonly hasNextPage: boolean
  readonly isFetchingNextPage: boolean
  readonly refetch: () => Promise<unknown>
  readonly fetchNextPage: () => Promise<unknown>
}

/** What a DataTable is to be told about the reading of its pages. What was refused is no failure: its empty state says why. */
export function readingOf(query: PagedQuery): Reading {
  const failed = query.isError && query.data === undefined && !isRefused(query.error)
  return {
    status: query.isPending ? 'loading' : failed ? 'error' : 'ready',
    error: { requestId: requestIdOf(query.error), retry: () => void query.refetch() },
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    isLoadingMore: query.isFetchingNextPage,
  }
}
