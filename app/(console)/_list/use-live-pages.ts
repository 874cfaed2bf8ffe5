'use client'

import {
  type InfiniteData,
  type QueryKey,
  type UseInfiniteQueryOptions,
  useInfiniteQuery,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Total } from '@/lib/format/count'
import { type LivePage, type LivePages, withNewest } from '@/lib/queries/live-pages'

interface ListPage extends LivePage {
  readonly total: Total | null
  readonly now: number
}

type Options<Page, Key extends QueryKey> = UseInfiniteQueryOptions<
  Page,
  unknown,
  InfiniteData<Page, unknown>,
  Key,
  string | null
>

/** A list as far as it was read, with what a timer finds put on top. `poll` must say that nobody asked by hand. */
export function useLivePages<Page extends ListPage, Key extends QueryKey>(
  options: Options<Page, Key>,
  poll: (signal: AbortSignal) => Promise<Page>,
  everyMilliseconds: number,
) {
  const client = useQueryClient()
  const query = useInfiniteQuery(options)
  const timer = useQuery({
    queryKey: ['poll', ...options.queryKey],
    queryFn: async ({ signal }) => {
      const newest = await poll(signal)
      client.setQueryData<LivePages<Page>>(options.queryKey, (old) => withNewest(old, newest))
      return newest.now
    },
    enabled: query.isSuccess && !query.isPlaceholderData,
    refetchInterval: everyMilliseconds,
    retry: false,
    gcTime: 0,
  })
  const pages = query.data?.pages
  const rows = useMemo(() => (pages?.flatMap(({ items }) => items) ?? []) as readonly Page['items'][number][], [pages])
  return {
    query,
    rows,
    total: pages?.[0]?.total ?? undefined,
    updatedAt: pages?.[0]?.now ?? null,
    behind: timer.isError || query.isError,
  }
}
