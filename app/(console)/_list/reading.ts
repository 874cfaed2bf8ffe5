import { hashKey, type QueryKey } from '@tanstack/react-query'
import type { DataTableProps } from '@/components/table/data-table-props'
import { type Total, total } from '@/lib/format/count'
import { isRefused, requestIdOf } from '@/lib/queries/http'

type Reading = Pick<DataTableProps<object>, 'status' | 'error' | 'hasMore' | 'loadMore' | 'isLoadingMore' | 'question'>

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

/** What a DataTable is to be told about the reading of its pages. `question` is what the pages answer. What was refused is no failure: its empty state says why. */
export function readingOf(query: PagedQuery, ...question: QueryKey): Reading {
  const failed = query.isError && query.data === undefined && !isRefused(query.error)
  return {
    status: query.isPending ? 'loading' : failed ? 'error' : 'ready',
    error: { requestId: requestIdOf(query.error), retry: () => void query.refetch() },
    hasMore: query.hasNextPage,
    loadMore: () => void query.fetchNextPage(),
    isLoadingMore: query.isFetchingNextPage,
    question: hashKey(question),
  }
}

/** How many there are of what was asked for, beside a list's title: "12,408 match". */
export function matchWords(found: Total | undefined, stale: boolean): string | undefined {
  if (stale) return 'Loading…'
  return found && `${total(found)} match`
}
