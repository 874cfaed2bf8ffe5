'use client'

import { useId } from 'react'
import { count } from '@/lib/format/count'
import { type Label, placeLabels } from './labels'
import { useWidth } from './use-width'

export interface Series {
  readonly key: string
  readonly label: string
  readonly values: readonly number[]
  /** A CSS colour; the pattern of the legend says the same without it. */
  readonly colour: string
}

export interface StackedBarsProps {
  /** Its accessible name, with what it shows: "Refusals by the minute in the last hour". */
  readonly label: string
  readonly series: readonly Series[]
  /** The same stretch before, as a line behind the bars. */
  readonly before: { readonly label: string; readonly values: readonly number[] }
  /** What stands under a place: "14:05". */
  readonly tick: (place: number) => string
  /** A stretch to point out, by its first place and the one after its last. */
  readonly mark?: { readonly from: number; readonly until: number } | null
}

const HEIGHT = 176
const TOP = 18
const BASE = 150
const LEFT = 34

/** Bars in stacks, small enough to be drawn by hand. The table that says the same stands beside it, see `BarsTable`. */
export function StackedBars({ label, series, before, tick, mark = null }: StackedBarsProps) {
  const [ref, width] = useWidth<SVGSVGElement>(720)
  const id = useId()
  const places = before.values.length
  const most = niceMaximum(Math.max(...before.values, ...totalsOf(series, places), 1))
  const x = (place: number) => LEFT + (place / places) * (width - LEFT - 2)
  const y = (value: number) => BASE - (value / most) * (BASE - TOP)
  return (
    <svg ref={ref} role="img" aria-labelledby={id} width="100%" height={HEIGHT} className="block overflow-visible">
      <title id={id}>{label}</title>
      {mark && (
        <rect
          x={x(mark.from)}
          y={TOP - 6}
          width={Math.max(x(mark.until) - x(mark.from), 2)}
          height={BASE - TOP + 6}
          className="fill-raised"
        />
      )}
      {[0, most / 2, most].map((value) => (
        <g key={value}>
          <path
            d={`M${LEFT} ${y(value) + 0.5}H${width}`}
            className={value === 0 ? 'stroke-line-strong' : 'stroke-line'}
          />
          <text x={LEFT - 7} y={y(value) + 4} textAnchor="end" className="fill-faint text-xs">
            {count(value)}
          </text>
        </g>
      ))}
      <path d={stepPath(before.values, x, y)} className="fill-none stroke-line-strong" strokeWidth={1.5} />
      {stack(series, places).map(({ key, place, from, until, colour, name, value }) => (
        <rect
          key={key}
          x={x(place) + 0.5}
          width={Math.max(x(place + 1) - x(place) - 1.5, 1)}
          y={y(until)}
          height={Math.max(y(from) - y(until), 1)}
          fill={colour}
        >
          <title>{`${tick(place)} · ${name}: ${count(value)}`}</title>
        </rect>
      ))}
      {ticks(places, tick, x, width).map(({ key, left, text }) => (
        <text key={key} x={left} y={BASE + 18} className="fill-faint text-xs">
          {text}
        </text>
      ))}
    </svg>
  )
}

interface Piece {
  readonly key: string
  readonly place: number
  readonly from: number
  readonly until: number
  readonly colour: string
  readonly name: string
  readonly value: number
}

function stack(series: readonly Series[], places: number): Piece[] {
  const heights = Array<number>(places).fill(0)
  return series.flatMap(({ key, label, values, colour }) =>
    values.flatMap((value, place) => {
      if (value === 0) return []
      const from = heights[place] ?? 0
      heights[place] = from + value
      return [{ key: `${key} ${place}`, place, from, until: from + value, colour, name: label, value }]
    }),
  )
}

function totalsOf(series: readonly Series[], places: number): number[] {
  return Array.from({ length: places }, (_, place) => series.reduce((sum, { values }) => sum + (values[place] ?? 0), 0))
}

function stepPath(values: readonly number[], x: (place: number) => number, y: (value: number) => number): string {
  const steps = values.map((value, place) => `${place === 0 ? `M${x(0)} ` : 'V'}${y(value)}H${x(place + 1)}`)
  return steps.join('')
}

/** Every fifteenth place, and what fits. */
function ticks(places: number, tick: (place: number) => string, x: (place: number) => number, width: number) {
  const labels: Label[] = []
  for (let place = 0; place <= places; place += Math.max(Math.round(places / 4), 1)) {
    labels.push({ key: String(place), x: x(place), text: tick(place), priority: place })
  }
  return placeLabels(labels, { left: LEFT, right: width, lanes: 1, gap: 12 })
}

/** The next of 2, 4, 10, 20, 40, 100 …: halves of it are whole. */
export function niceMaximum(value: number): number {
  for (let unit = 1; ; unit *= 10) {
    const found = [2, 4, 10].find((step) => step * unit >= value)
    if (found !== undefined) return found * unit
  }
}
