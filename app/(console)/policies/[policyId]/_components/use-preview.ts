'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PolicyEffect } from '@/components/policy/effect-panel'
import { policyPreviewQuery } from '@/lib/queries/policies'
import type { Limits } from '@/lib/services/policies/schemas'

const SETTLED_MILLISECONDS = 150

export interface Preview {
  /** The last count that came; it may be of limits tried before. */
  readonly effect: PolicyEffect | null
  /** Whether `effect` is of exactly these limits. */
  readonly exact: boolean
  readonly error: Error | null
  readonly recount: () => void
}

/** What saving these limits would end, counted by the server once they stand still. */
export function usePreview(policyId: string, limits: Limits): Preview {
  const settled = useSettled(limits)
  const { data, isPlaceholderData, error, refetch } = useQuery(policyPreviewQuery(policyId, settled))
  const exact = data !== undefined && !isPlaceholderData && same(settled, limits)
  const effect = data === undefined ? null : { ...data, endNow: { count: data.endNow, exact: true } }
  return { effect, exact, error, recount: () => void refetch() }
}

/** The value once it has not changed for a moment: a drag asks the server when it rests, not at every pixel. */
function useSettled({ idleSeconds, absoluteSeconds }: Limits): Limits {
  const [settled, setSettled] = useState<Limits>({ idleSeconds, absoluteSeconds })
  useEffect(() => {
    const timer = setTimeout(() => setSettled({ idleSeconds, absoluteSeconds }), SETTLED_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [idleSeconds, absoluteSeconds])
  return settled
}

function same(one: Limits, other: Limits): boolean {
  return one.idleSeconds === other.idleSeconds && one.absoluteSeconds === other.absoluteSeconds
}
