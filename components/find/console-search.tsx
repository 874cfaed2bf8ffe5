'use client'

import dynamic from 'next/dynamic'
import { SearchBox } from '@/components/shell/search-box'

const ConsolePalette = dynamic(() => import('./console-palette').then((module) => module.ConsolePalette), {
  ssr: false,
})

/** The search box of every page. */
export function ConsoleSearch() {
  return <SearchBox palette={ConsolePalette} />
}
