'use client'

import { useSyncExternalStore } from 'react'

/**
 * False on the server and while its markup is taken over, true from then on: for what the browser may know before a late part of
 * the page is taken over, such as an answer that another part has asked for.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribeToNothing,
    () => true,
    () => false,
  )
}

function subscribeToNothing(): () => void {
  return () => undefined
}
