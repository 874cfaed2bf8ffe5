'use client'

import { useRouter } from 'next/navigation'
import { useCallback } from 'react'
import { useNow, useZone } from '@/components/ui/clock'
import { ask, readAsked } from '@/lib/browser/asked'
import { pastedKind } from '@/lib/browser/pasted-kind'
import { routes } from '@/lib/routes'

/** Takes what was typed into any search box to the page that answers it. A token goes nowhere: only its description is kept, in memory. */
export function useFind(): (typed: string) => void {
  const router = useRouter()
  const now = useNow()
  const zone = useZone()
  return useCallback(
    (typed: string) => {
      const text = typed.trim()
      if (text === '') return
      if (pastedKind(text) === 'request_id') return router.push(routes.explain({ requestId: text }))
      ask(readAsked(text, { now: now(), zone }))
      router.push(routes.find())
    },
    [router, now, zone],
  )
}
