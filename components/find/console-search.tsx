'use client'

import { SearchBox } from '@/components/shell/search-box'
import { useFind } from './use-find'

/** The search box of every page. */
export function ConsoleSearch() {
  return <SearchBox onSubmit={useFind()} />
}
