'use client'

import { useState } from 'react'
import type { Kind } from '@/lib/core/credential'
import type { LimitName } from '@/lib/queries/policies'
import type { PolicyDetail } from '@/lib/services/policies/read'
import type { Limits } from '@/lib/services/policies/schemas'
import { LimitSection } from './limit-section'
import { changedLimits, type Draft } from './use-draft'

interface LimitsCardProps {
  readonly policyId: string
  readonly kind: Kind
  readonly current: Limits
  readonly draft: Draft
  readonly ceiling: PolicyDetail['ceiling']
  /** The server's count for exactly the draft; null while it is not known. */
  readonly endNow: number | null
  /** What the picture says while the server counts. */
  readonly onEstimate: (estimate: number | null) => void
}

/** Both limits. The ages stand under one of them at a time. */
export function LimitsCard({ current, draft, endNow, ...rest }: LimitsCardProps) {
  const [charted, setCharted] = useState<LimitName>(
    current.idleSeconds === null && current.absoluteSeconds !== null && rest.kind !== 'session'
      ? 'absoluteSeconds'
      : 'idleSeconds',
  )
  const changed = changedLimits(current, draft.limits)
  const section = (limit: LimitName) => (
    <LimitSection
      {...rest}
      limit={limit}
      seconds={draft.limits[limit]}
      currentSeconds={current[limit]}
      charted={charted === limit}
      // With both limits changed, the server's count is of both: under one of them it would be too many.
      exactEnding={changed.some((name) => name !== limit) ? null : endNow}
      onChart={() => setCharted(limit)}
      onChange={(seconds) => draft.set({ [limit]: seconds })}
    />
  )
  return (
    <div className="divide-y divide-line rounded-lg border bg-surface">
      {section('idleSeconds')}
      {section('absoluteSeconds')}
    </div>
  )
}
