'use client'

import { useEffect, useState } from 'react'

/** Below this an answer seems immediate, and a list that dims for it only flickers (Nielsen, Usability Engineering, 1993). */
const PATIENCE_MILLISECONDS = 250

/** Whether what is shown answers an earlier question, and has done so for long enough to say it. */
export function useStale({ isPlaceholderData }: { readonly isPlaceholderData: boolean }): boolean {
  const [lasts, setLasts] = useState(false)
  useEffect(() => {
    if (!isPlaceholderData) return
    const timer = setTimeout(() => setLasts(true), PATIENCE_MILLISECONDS)
    return () => {
      clearTimeout(timer)
      setLasts(false)
    }
  }, [isPlaceholderData])
  return isPlaceholderData && lasts
}
