'use client'

import { useCallback, useSyncExternalStore } from 'react'

/** Whether a media query holds; false on the server and during hydration. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = window.matchMedia(query)
      list.addEventListener('change', listener)
      return () => list.removeEventListener('change', listener)
    },
    [query],
  )
  return useSyncExternalStore(
    subscribe,
    () => window.matchMedia(query).matches,
    () => false,
  )
}

/** Narrower than 640 px: rows become cards, sheets fill the screen. */
export function useNarrow(): boolean {
  return useMediaQuery('(width < 40rem)')
}

/** Whether the page is being laid out for paper. */
export function usePrinting(): boolean {
  return useMediaQuery('print')
}
