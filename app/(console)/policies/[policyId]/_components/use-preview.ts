'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { PolicyEffect } from '@/components/policy/effect-panel'
import { LIMIT_NAMES, type PolicyLimits } from '@/lib/core/policy'
import { policyPreviewQuery } from '@/lib/queries/policies'

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
export function usePreview(policyId: string, limits: PolicyLimits): Preview {
  const settled = useSettled(limits)
  const { data, isPlaceholderData, error, refetch } = useQuery(policyPreviewQuery(policyId, settled))
  const exact = data !== undefined && !isPlaceholderData && same(settled, limits)
  const effect = data === undefined ? null : { ...data, endNow: { count: data.endNow, exact: true } }
  return { effect, exact, error, recount: () => void refetch() }
}

/** The value once it has not changed for a moment: a drag asks the server when it rests, not at every pixel. */
function useSettled(limits: PolicyLimits): PolicyLimits {
  const [settled, setSettled] = useState(limits)
  const stands = same(settled, limits)
  const { idleSeconds, absoluteSeconds, overlapSecondsMax, rotateAfterSeconds } = limits
  useEffect(() => {
    if (stands) return
    const next = { idleSeconds, absoluteSeconds, overlapSecondsMax, rotateAfterSeconds }
    const timer = setTimeout(() => setSettled(next), SETTLED_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [stands, idleSeconds, absoluteSeconds, overlapSecondsMax, rotateAfterSeconds])
  return settled
}

function same(one: PolicyLimits, other: PolicyLimits): boolean {
  return LIMIT_NAMES.every((name) => one[name] === other[name])
}
