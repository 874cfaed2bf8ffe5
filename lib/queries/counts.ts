import { queryOptions } from '@tanstack/react-query'
import { routes } from '@/lib/routes'
import type { Counts } from '@/lib/services/overview/read-counts'
import { getJson } from './http'

const EVERY_MILLISECONDS = 20_000

/** The numbers beside the pages; asked for by a timer, so they do not keep the operator's session alive. */
export function countsQuery() {
  return queryOptions({
    queryKey: ['counts'],
    queryFn: ({ signal }) => getJson<Counts>(routes.api.counts(), { signal, poll: true }),
    refetchInterval: EVERY_MILLISECONDS,
    staleTime: EVERY_MILLISECONDS / 2,
    retry: false,
  })
}
