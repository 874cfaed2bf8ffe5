'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'

const PAUSE_MILLISECONDS = 1_000

/**
 * Looks again, once: this page was asked for with a token that another window had just replaced, and the browser may hold the new one
 * by now.
 */
export function Renewed() {
  const { refresh } = useRouter()
  useEffect(() => {
    const timer = setTimeout(refresh, PAUSE_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [refresh])
  return null
}
