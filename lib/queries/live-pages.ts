import type { InfiniteData } from '@tanstack/react-query'

/** A page of a list whose newest rows a timer asks for. */
export interface LivePage {
  readonly items: readonly { readonly id: string }[]
  readonly nextCursor: string | null
}

export type LivePages<Page> = InfiniteData<Page, string | null>

export const FIRST_PAGE: string | null = null

/** Beyond this many rows a live list lets go of the oldest; scrolling reads them again. */
const KEPT_MAX = 500

/**
 * Puts the newest page on top of what was read before. A row that came again moves up; where the newest page and the old ones
 * do not meet, something in between is not known and the list begins anew. Pure.
 */
export function withNewest<Page extends LivePage>(old: LivePages<Page> | undefined, newest: Page): LivePages<Page> {
  const fresh = { pages: [newest], pageParams: [FIRST_PAGE] }
  const first = old?.pages[0]
  if (old === undefined || first === undefined) return fresh
  const known = old.pages.flatMap(({ items }) => items)
  const ids = new Set(newest.items.map(({ id }) => id))
  const meets = newest.nextCursor === null || known.some(({ id }) => ids.has(id))
  if (!meets || known.length > KEPT_MAX) return fresh
  const [, ...later] = old.pages.map((page) => without(page, ids))
  const rest = first.items.filter(({ id }) => !ids.has(id))
  const top = { ...first, ...newest, nextCursor: first.nextCursor, items: [...newest.items, ...rest] }
  return { ...old, pages: [top, ...later] }
}

function without<Page extends LivePage>(page: Page, ids: ReadonlySet<string>): Page {
  return { ...page, items: page.items.filter(({ id }) => !ids.has(id)) }
}
