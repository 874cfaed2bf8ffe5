import { type InfiniteData, infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import type { Device } from '@/lib/format/device'
import { type Query, routes } from '@/lib/routes'
import type { RefusalPage, RefusalView } from '@/lib/services/refusals/list'
import { getJson, worthRetrying } from './http'

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

export type RefusalPages = InfiniteData<RefusalRowPage, string | null>

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

/** Beyond this many rows the live list lets go of the oldest; scrolling reads them again. */
const KEPT_MAX = 500

/**
 * Puts the newest page on top of what was read before. A row that was refused again moves up; where the newest page and
 * the old ones do not meet, something in between is not known and the list begins anew. Pure.
 */
export function withNewest(old: RefusalPages | undefined, newest: RefusalRowPage): RefusalPages {
  const fresh = { pages: [newest], pageParams: [FIRST_PAGE] }
  const first = old?.pages[0]
  if (old === undefined || first === undefined) return fresh
  const known = old.pages.flatMap(({ items }) => items)
  const ids = new Set(newest.items.map(({ id }) => id))
  const meets = newest.nextCursor === null || known.some(({ id }) => ids.has(id))
  if (!meets || known.length > KEPT_MAX) return fresh
  const [, ...later] = old.pages.map((page) => without(page, ids))
  const rest = first.items.filter(({ id }) => !ids.has(id))
  return {
    ...old,
    pages: [{ ...first, ...newest, nextCursor: first.nextCursor, items: [...newest.items, ...rest] }, ...later],
  }
}

function without(page: RefusalRowPage, ids: ReadonlySet<string>): RefusalRowPage {
  return { ...page, items: page.items.filter(({ id }) => !ids.has(id)) }
}

const FIRST_PAGE: string | null = null
