'use client'

import { useId } from 'react'
import { LimitInput } from '@/components/policy/limit-input'
import { limitText } from '@/components/policy/limit-text'
import { Button } from '@/components/ui/button'
import { LIMIT_RANGE, LimitAges, type LimitAgesProps } from './limit-ages'
import { LIMIT_LABELS } from './words'

interface LimitSectionProps extends LimitAgesProps {
  readonly charted: boolean
  readonly onChart: () => void
  readonly onChange: (seconds: number | null) => void
}

/** One limit: its value, what it was, what stands above it, and the ages it would cut. */
export function LimitSection(props: LimitSectionProps) {
  const { limit, seconds, currentSeconds, ceiling, charted, onChart, onChange } = props
  const id = useId()
  return (
    <section aria-labelledby={id} className="px-4.5 py-4">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
        <h2 id={id} className="font-semibold">
          {LIMIT_LABELS[limit]}
        </h2>
        <LimitInput label={LIMIT_LABELS[limit]} seconds={seconds} onChange={onChange} noneAllowed {...LIMIT_RANGE} />
        <p className="text-muted">{standing(seconds, currentSeconds, ceiling?.[limit] ?? null)}</p>
        {!charted && (
          <Button variant="quiet" size="sm" className="ml-auto" onClick={onChart}>
            Show ages <span className="sr-only">under the {LIMIT_LABELS[limit].toLowerCase()}</span>
          </Button>
        )}
      </div>
      {charted && <LimitAges {...props} />}
    </section>
  )
}

/** "was 30 min · installation ceiling 12 h". */
export function standing(seconds: number | null, current: number | null, ceiling: number | null): string {
  const before = seconds === current ? 'unchanged' : `was ${limitText(current)}`
  return ceiling === null ? before : `${before} · installation ceiling ${limitText(ceiling)}`
}
