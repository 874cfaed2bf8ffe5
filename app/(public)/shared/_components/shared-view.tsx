'use client'

import { type ReactNode, useEffect, useState } from 'react'
import { VerdictBadge } from '@/components/credential/state-badge'
import { useZone } from '@/components/ui/clock'
import { SkeletonLines } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { describeCheck } from '@/lib/locale/en/checks'
import { reasonTitle } from '@/lib/locale/en/explain'
import { frozenContext, tellFrozen } from '@/lib/locale/en/frozen'
import type { SharedExplanation } from '@/lib/services/shares/open'
import { PlainCard } from '../../why/_components/plain-card'
import type { Opened } from '../actions'

/** Opens what the address bar holds behind its #. */
export function SharedExplanationView({ open }: { open: (token: string) => Promise<Opened> }) {
  const [opened, setOpened] = useState<Opened | null>(null)
  useEffect(() => {
    const token = decodeURIComponent(window.location.hash.slice(1))
    open(token).then(setOpened, () => setOpened({ type: 'failed' }))
  }, [open])
  if (opened === null) return <SkeletonLines lines={8} label="Opening the explanation" />
  switch (opened.type) {
    case 'explanation':
      return <Shared shared={opened.shared} />
    case 'nothing':
      return (
        <PlainCard
          title="This link leads nowhere"
          text="It is not complete, its time is over, or it was revoked."
          next="Ask whoever sent it for a new one."
        />
      )
    case 'wait':
      return <PlainCard title="Too many links were opened" text="Wait an hour, then open this one again." />
    case 'failed':
      return (
        <PlainCard
          title="The explanation cannot be shown right now"
          text="Your link stays good. Try again in a moment."
        />
      )
  }
}

function Shared({ shared: { frozen, expiresAt } }: { shared: SharedExplanation }) {
  const zone = useZone()
  const words = tellFrozen(frozen, zone)
  const { verdict, requestId, applicationName } = frozen
  return (
    <>
      <article aria-label="Shared explanation" className="rounded-lg border bg-surface px-6 py-6 max-sm:px-5">
        <p className="flex flex-wrap items-center gap-2.5 text-muted">
          <VerdictBadge active={verdict.active} />
          {applicationName}
        </p>
        <h1 className="mt-2 text-balance font-semibold text-2xl tracking-[-0.015em]">{words.sentence}</h1>
        <p className="mt-3 text-base text-pretty">{words.detail}</p>
        <h2 className="mt-5 text-faint text-xs">What to do</h2>
        <p className="mt-0.5 text-base text-pretty">{words.holder}</p>
        <dl className="mt-6 grid gap-3 border-t pt-4">
          {verdict.reason !== null && <Fact term="Reason" value={reasonTitle(verdict.reason)} />}
          <Fact term="Judged" value={<Time at={verdict.judgedAt} form="absolute" />} />
          {verdict.since !== null && <Fact term="Since" value={<Time at={verdict.since} form="absolute" />} />}
          {requestId !== null && <Fact term="Reference" value={<span className="mono break-all">{requestId}</span>} />}
        </dl>
        <Checks frozen={frozen} zone={zone} />
      </article>
      <p className="mt-4 text-balance px-2 text-center text-faint text-xs">
        Read-only, without names and addresses. This link ends <Time at={expiresAt} form="absolute" />.
      </p>
    </>
  )
}

function Fact({ term, value }: { term: string; value: ReactNode }) {
  return (
    <div>
      <dt className="text-faint text-xs">{term}</dt>
      <dd>{value}</dd>
    </div>
  )
}

const OUTCOMES = { passed: 'passed', failed: 'failed', not_reached: 'not reached' } as const

function Checks({ frozen, zone }: { frozen: SharedExplanation['frozen']; zone: string }) {
  const context = frozenContext(frozen, zone)
  return (
    <details className="mt-5">
      <summary className="text-muted">Every check</summary>
      <ol className="mt-2 flex flex-col gap-1">
        {frozen.verdict.checks.map((check) => (
          <li key={check.reason} className="flex gap-3">
            <span className="min-w-0 grow">{describeCheck(check, context).label}</span>
            <span className={check.outcome === 'failed' ? 'text-refused-ink' : 'text-muted'}>
              {OUTCOMES[check.outcome]}
            </span>
          </li>
        ))}
      </ol>
    </details>
  )
}
