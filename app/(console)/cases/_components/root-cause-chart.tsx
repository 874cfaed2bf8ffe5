'use client'

import { useQuery } from '@tanstack/react-query'
import { Card } from '@/components/ui/card'
import { useZone } from '@/components/ui/clock'
import type { RootCause } from '@/lib/core/case'
import { count, plural } from '@/lib/format/count'
import { day } from '@/lib/format/time'
import { ROOT_CAUSE_TEXTS } from '@/lib/locale/en/cases'
import { rootCausesQuery } from '@/lib/queries/cases'
import type { RootCauseCounts } from '@/lib/services/cases/count-root-causes'

const SHOWN = 4
/** One hue in five strengths: the order of the legend is the order of the bars, so colour is not all that tells. */
const TONES = [85, 60, 42, 27, 14].map((share) => `color-mix(in oklch, var(--ink) ${share}%, var(--surface))`)

/** What resolved cases came from, week by week; a cause leads to its cases. Nothing until one was resolved. */
export function RootCauseChart({ onChoose }: { onChoose: (cause: RootCause) => void }) {
  const { data } = useQuery(rootCausesQuery())
  if (data === undefined || data.causes.length === 0) return null
  const total = data.causes.reduce((sum, cause) => sum + cause.total, 0)
  return (
    <div className="mb-3 shrink-0">
      <Card title="Why it happened" note={`${plural(total, 'case')} resolved in ${data.weeks.length} weeks`}>
        <div className="grid items-end gap-x-6 gap-y-2 sm:grid-cols-[minmax(0,1fr)_auto]">
          <Bars data={data} />
          <Legend data={data} onChoose={onChoose} />
        </div>
      </Card>
    </div>
  )
}

interface Band {
  readonly cause: RootCause | null
  readonly label: string
  readonly total: number
  readonly counts: readonly number[]
}

/** The commonest causes each, the others together. */
function bandsOf({ causes }: RootCauseCounts): Band[] {
  const named = causes.slice(0, SHOWN).map(({ rootCause, total, counts }) => ({
    cause: rootCause,
    label: ROOT_CAUSE_TEXTS[rootCause].label,
    total,
    counts,
  }))
  const rest = causes.slice(SHOWN)
  if (rest.length === 0) return named
  const counts = rest.reduce<readonly number[]>(
    (sums, cause) => cause.counts.map((value, week) => value + (sums[week] ?? 0)),
    [],
  )
  return [...named, { cause: null, label: 'Others', total: rest.reduce((sum, { total }) => sum + total, 0), counts }]
}

const HEIGHT = 56

function Bars({ data }: { data: RootCauseCounts }) {
  const zone = useZone()
  const bands = bandsOf(data)
  const sums = data.weeks.map((_, week) => bands.reduce((sum, { counts }) => sum + (counts[week] ?? 0), 0))
  const highest = Math.max(1, ...sums)
  const width = 100 / data.weeks.length
  return (
    <figure className="min-w-0">
      <svg
        role="img"
        aria-label={`Resolved cases by week: ${data.weeks.map((week, index) => `${day(week, zone)} ${sums[index]}`).join(', ')}`}
        viewBox={`0 0 100 ${HEIGHT}`}
        preserveAspectRatio="none"
        className="h-14 w-full"
      >
        {data.weeks.map((week, index) => {
          let top = HEIGHT
          return bands.map((band, order) => {
            const height = ((band.counts[index] ?? 0) / highest) * (HEIGHT - 2)
            top -= height
            return (
              <rect
                key={`${week}-${band.label}`}
                x={index * width + width * 0.15}
                y={top}
                width={width * 0.7}
                height={height}
                fill={TONES[order]}
              />
            )
          })
        })}
        <line x1={0} x2={100} y1={HEIGHT} y2={HEIGHT} stroke="var(--line-strong)" vectorEffect="non-scaling-stroke" />
      </svg>
      <figcaption className="mt-1 flex justify-between text-faint text-xs">
        <span>week of {day(data.weeks[0] ?? 0, zone)}</span>
        <span>this week</span>
      </figcaption>
    </figure>
  )
}

function Legend({ data, onChoose }: { data: RootCauseCounts; onChoose: (cause: RootCause) => void }) {
  return (
    <ul aria-label="Root causes" className="grid grid-cols-2 gap-x-4 sm:grid-cols-1">
      {bandsOf(data).map(({ cause, label, total }, order) => (
        <li key={label} className="flex items-center gap-2">
          <span className="size-2.5 shrink-0 rounded-xs" style={{ background: TONES[order] }} aria-hidden />
          {cause === null ? (
            <span className="grow text-muted">{label}</span>
          ) : (
            <button type="button" onClick={() => onChoose(cause)} className="grow text-left hover:underline">
              {label}
            </button>
          )}
          <span className="text-muted tabular-nums">{count(total)}</span>
        </li>
      ))}
    </ul>
  )
}
