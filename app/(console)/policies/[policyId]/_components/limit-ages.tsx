'use client'

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { AgeHistogram } from '@/components/policy/age-histogram'
import { endingAt, population } from '@/components/policy/ages'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { Skeleton } from '@/components/ui/skeleton'
import type { Kind } from '@/lib/core/credential'
import { IDLE_SECONDS_MIN, LIMIT_SECONDS_MAX } from '@/lib/core/policy'
import { plural } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import { requestIdOf } from '@/lib/queries/http'
import { type LimitName, policyAgesQuery } from '@/lib/queries/policies'
import type { PolicyDetail } from '@/lib/services/policies/read'
import { ageSpan, spreadSpan } from './age-span'
import { agedBy, LIMIT_LABELS } from './words'

export interface LimitAgesProps {
  readonly policyId: string
  readonly kind: Kind
  readonly limit: LimitName
  readonly seconds: number | null
  readonly currentSeconds: number | null
  readonly ceiling: PolicyDetail['ceiling']
  /** The server's count for exactly this limit; null while it is not known. */
  readonly exactEnding: number | null
  readonly onChange: (seconds: number) => void
  /** What the picture says while the server counts. */
  readonly onEstimate: (estimate: number | null) => void
}

export const LIMIT_RANGE = { minSeconds: IDLE_SECONDS_MIN, maxSeconds: LIMIT_SECONDS_MAX } as const

/** The population by age under the limit that is dragged. */
export function LimitAges(props: LimitAgesProps) {
  const { kind, limit, seconds, currentSeconds, exactEnding, onChange, onEstimate } = props
  const [dragged, setDragged] = useState<number | null>(null)
  const { buckets, open, error, refetch } = useAges(props, seconds !== null && seconds === dragged)
  const estimate = buckets === undefined ? null : endingAt(buckets, seconds).count
  useEffect(() => onEstimate(estimate), [estimate, onEstimate])
  if (error) return <ErrorState requestId={requestIdOf(error)} retry={() => void refetch()} />
  if (buckets === undefined) return <Skeleton className="mt-3 h-58" />
  const noun = KIND_TEXTS[kind].plural
  if (population(buckets) === 0) {
    return <EmptyState title={`No ${noun} live now`} next="A limit set now ends nothing; it binds those to come." />
  }
  return (
    <div className="mt-3">
      <p className="mb-2 text-muted">
        {plural(population(buckets), `live ${KIND_TEXTS[kind].noun}`, `live ${noun}`)} by {agedBy(limit, kind)}
        {open && ', the last bar with all that are older'}
      </p>
      <AgeHistogram
        buckets={buckets}
        seconds={seconds}
        currentSeconds={currentSeconds}
        onChange={(next) => {
          setDragged(next)
          onChange(next)
        }}
        label={LIMIT_LABELS[limit]}
        noun={noun}
        exactEnding={exactEnding}
        {...LIMIT_RANGE}
      />
    </div>
  )
}

/** The ages on a scale that holds still while the limit is dragged across it; typed limits and presets may stretch it. */
function useAges({ policyId, limit, seconds, currentSeconds, ceiling }: LimitAgesProps, dragging: boolean) {
  const inForce = strictest(currentSeconds, ceiling?.[limit] ?? null)
  const wanted = ageSpan(limit, inForce, seconds)
  const [{ basis, span }, setScale] = useState({ basis: wanted, span: wanted })
  if (wanted !== basis && !dragging) setScale({ basis: wanted, span: wanted })
  const { data: buckets, isPlaceholderData, error, refetch } = useQuery(policyAgesQuery(policyId, limit, span))
  const free = inForce === null && seconds === null && !isPlaceholderData
  const spread = free && buckets ? spreadSpan(span, buckets) : span
  if (spread !== span) setScale({ basis, span: spread })
  /** Whether some are older than the picture goes. */
  const open = inForce === null && (buckets?.at(-1)?.count ?? 0) > 0
  return { buckets, open, error, refetch }
}

function strictest(...limits: readonly (number | null)[]): number | null {
  const set = limits.filter((limit) => limit !== null)
  return set.length === 0 ? null : Math.min(...set)
}
