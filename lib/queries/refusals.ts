import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { Device } from '@/lib/format/device'
import { type Query, routes } from '@/lib/routes'
import type { RefusalPage, RefusalView } from '@/lib/services/refusals/list'
import { getJson, worthRetrying } from './http'
import { FIRST_PAGE } from './live-pages'

/** How often the live list asks for what is new, in milliseconds. */
export const REFUSALS_POLL_MILLISECONDS = 1_200

export interface RefusalRow extends RefusalView {
  readonly device: Device | null
  /** The reason in a word or two: "Idle". */
  readonly word: string
}

export interface RefusalRowPage extends Omit<RefusalPage, 'items'> {
  readonly items: readonly RefusalRow[]
}

/** Refusals, newest first, page by page. */
export function refusalsQuery(search: Query) {
  return infiniteQueryOptions({
    queryKey: ['refusals', search],
    queryFn: ({ pageParam, signal }) =>
      getJson<RefusalRowPage>(routes.api.refusals({ ...search, cursor: pageParam }), { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    retry: worthRetrying,
  })
}

/** The newest page, asked for by a timer: it does not keep the operator's session alive. */
export function pollRefusals(search: Query, signal: AbortSignal): Promise<RefusalRowPage> {
  return getJson<RefusalRowPage>(routes.api.refusals(search), { signal, poll: true })
}
