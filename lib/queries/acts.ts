import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { ItemOutcome } from '@/lib/core/act'
import { routes } from '@/lib/routes'
import type { ActItem, ActItemPage } from '@/lib/services/acts/list-items'
import type { ActPage, ReadAct } from '@/lib/services/acts/read'
import type { CredentialRow } from './credentials'
import { getJson, worthRetrying } from './http'

/** Which of an act's credentials a list shows; `waiting` were not reached. */
export type ShownOutcome = ItemOutcome | 'waiting'

export interface ActItemRow extends Omit<ActItem, 'credential'> {
  readonly id: string
  readonly credential: CredentialRow
}

export interface ActItemRowPage extends Omit<ActItemPage, 'items'> {
  readonly items: readonly ActItemRow[]
}

const EVERY_MILLISECONDS = 1_000

/** One act; asked for again and again while it runs, which is no use of the operator's session. */
export function actQuery(id: string) {
  return queryOptions({
    queryKey: ['act', id],
    queryFn: ({ signal }) => getJson<ReadAct>(routes.api.act(id), { signal, poll: true }),
    refetchInterval: ({ state }) => (state.data?.act.state === 'running' ? EVERY_MILLISECONDS : false),
    retry: worthRetrying,
  })
}

/** The credentials of an act with one outcome, or all. */
export function actItemsQuery(id: string, outcome: ShownOutcome | null) {
  return infiniteQueryOptions({
    queryKey: ['act-items', id, outcome],
    queryFn: ({ pageParam, signal }) =>
      getJson<ActItemRowPage>(routes.api.actItems(id, { outcome, cursor: pageParam }), { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
    retry: worthRetrying,
  })
}

/** Acts that were begun, newest first. */
export function actsQuery() {
  return infiniteQueryOptions({
    queryKey: ['acts'],
    queryFn: ({ pageParam, signal }) => getJson<ActPage>(routes.api.acts({ cursor: pageParam }), { signal }),
    initialPageParam: FIRST_PAGE,
    getNextPageParam: (last) => last.nextCursor,
    retry: worthRetrying,
  })
}

const FIRST_PAGE: string | null = null
