'use client'

import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import {
  pollRefusals,
  REFUSALS_POLL_MILLISECONDS,
  type RefusalPages,
  refusalsQuery,
  withNewest,
} from '@/lib/queries/refusals'
import type { Query } from '@/lib/routes'

/** Refusals as far as they were read, with what a timer finds put on top. */
export function useLiveRefusals(search: Query) {
  const client = useQueryClient()
  const { queryKey } = refusalsQuery(search)
  const query = useInfiniteQuery(refusalsQuery(search))
  const poll = useQuery({
    queryKey: ['refusals-poll', search],
    queryFn: async ({ signal }) => {
      const newest = await pollRefusals(search, signal)
      client.setQueryData<RefusalPages>([...queryKey], (old) => withNewest(old, newest))
      return newest.now
    },
    enabled: query.isSuccess && !query.isPlaceholderData,
    refetchInterval: REFUSALS_POLL_MILLISECONDS,
    retry: false,
    gcTime: 0,
  })
  const pages = query.data?.pages
  const rows = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages])
  return {
    query,
    rows,
    total: pages?.[0]?.total ?? undefined,
    updatedAt: pages?.[0]?.now ?? null,
    behind: poll.isError || query.isError,
  }
}
