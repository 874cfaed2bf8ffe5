'use client'

import { useState } from 'react'
import type { Kind } from '@/lib/core/credential'
import type { PolicyLimits } from '@/lib/core/policy'
import type { LimitName } from '@/lib/queries/policies'
import type { PolicyDetail } from '@/lib/services/policies/read'
import { KeyTerms } from './key-terms'
import { LimitSection } from './limit-section'
import { changedLimits, type Draft } from './use-draft'

interface LimitsCardProps {
  readonly policyId: string
  readonly kind: Kind
  readonly current: PolicyLimits
  readonly draft: Draft
  readonly ceiling: PolicyDetail['ceiling']
  /** The server's count for exactly the draft; null while it is not known. */
  readonly endNow: number | null
  /** What the picture says while the server counts. */
  readonly onEstimate: (estimate: number | null) => void
}

/** Both limits, and what a rule for keys says besides. The ages stand under one of the limits at a time. */
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
      {rest.kind === 'api_key' && <KeyTerms current={current} draft={draft} ceiling={rest.ceiling} />}
    </div>
  )
}
