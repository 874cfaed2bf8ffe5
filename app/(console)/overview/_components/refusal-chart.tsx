'use client'

import Link from 'next/link'
import { useState } from 'react'
import { type Series, StackedBars } from '@/components/chart/stacked-bars'
import { Card } from '@/components/ui/card'
import { useZone } from '@/components/ui/clock'
import { Segmented } from '@/components/ui/segmented'
import { MINUTE } from '@/lib/core/instant'
import { count } from '@/lib/format/count'
import { timeOfDay } from '@/lib/format/time'
import type { OverviewStory } from '@/lib/queries/overview'
import { routes } from '@/lib/routes'
import { RefusalTable } from './refusal-table'

const SHOWN = 5
const EVERYDAY = ['var(--held)', 'var(--soon)', 'var(--system)', 'var(--ended)', 'var(--control)']
const ALARMING = ['var(--refused)', 'var(--destroy)']

/** Refusals of the last hour by the minute and reason, before the hour before; the table says the same without the picture. */
export function RefusalChart({ overview }: { overview: OverviewStory }) {
  const [as, setAs] = useState<'chart' | 'table'>('chart')
  const zone = useZone()
  const { refusals, surge } = overview
  const series = seriesOf(refusals.reasons)
  const tick = (place: number) => timeOfDay(refusals.start + place * MINUTE, zone, 'minute')
  const place = (at: number) => Math.round((at - refusals.start) / MINUTE)
  return (
    <Card
      title="Refusals by the minute"
      note="the last hour; the line is the hour before"
      aside={
        <Segmented
          label="Show as"
          value={as}
          onValueChange={setAs}
          options={[
            { value: 'chart', label: 'Chart' },
            { value: 'table', label: 'Table' },
          ]}
        />
      }
    >
      <div className="min-h-44">
        {as === 'chart' ? (
          <StackedBars
            label="Refusals by the minute in the last hour, by reason"
            series={series}
            before={{ label: 'The hour before', values: refusals.hourBefore }}
            tick={tick}
            mark={surge && { from: place(surge.from), until: surge.until === null ? 60 : place(surge.until) }}
          />
        ) : (
          <RefusalTable series={series} before={refusals.hourBefore} tick={tick} />
        )}
      </div>
      <Legend series={series} />
    </Card>
  )
}

/** The most frequent reasons on their own, the others together; what should alarm is red. */
function seriesOf(reasons: OverviewStory['refusals']['reasons']): readonly (Series & { reason: string | null })[] {
  const everyday = [...EVERYDAY]
  const alarming = [...ALARMING]
  const own = reasons.slice(0, SHOWN).map(({ reason, word, minutes, alarming: alarms }) => ({
    key: reason,
    reason,
    label: word,
    values: minutes,
    colour: (alarms ? alarming.shift() : everyday.shift()) ?? 'var(--faint)',
  }))
  const others = reasons.slice(SHOWN)
  if (others.length === 0) return own
  const values = others.reduce<number[]>((sum, { minutes }) => minutes.map((each, at) => each + (sum[at] ?? 0)), [])
  return [...own, { key: 'others', reason: null, label: 'Other reasons', values, colour: 'var(--faint)' }]
}

function Legend({ series }: { series: ReturnType<typeof seriesOf> }) {
  if (series.length === 0) return <p className="mt-2 text-muted">Nothing was refused in the last hour.</p>
  return (
    <ul aria-label="Reasons" className="mt-3 flex flex-wrap gap-x-4 gap-y-1.5">
      {series.map(({ key, reason, label, values, colour }) => (
        <li key={key} className="flex items-center gap-1.5">
          <span className="size-2.5 rounded-xs" style={{ backgroundColor: colour }} aria-hidden />
          {reason === null ? (
            label
          ) : (
            <Link className="hover:underline" href={routes.refusals({ reason, within: 'last-1h' })}>
              {label}
            </Link>
          )}
          <span className="text-muted tabular-nums">{count(values.reduce((sum, each) => sum + each, 0))}</span>
        </li>
      ))}
    </ul>
  )
}
