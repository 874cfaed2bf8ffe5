'use client'

import { useWidth } from '@/components/chart/use-width'

export interface BarsProps {
  /** What it shows, in a sentence: it is all that a screen reader hears of the picture; a table stands below. */
  readonly label: string
  /** One a step, oldest first; the parts of one stand on each other. */
  readonly bars: readonly { readonly title: string; readonly parts: readonly number[] }[]
  /** The class of each part's colour, in the order of the parts. */
  readonly fills: readonly string[]
  /** Words at the left and right end of the axis. */
  readonly ends: readonly [string, string]
}

const HEIGHT = 96
const BASE = 76
const TOP = 4

/** Counts over time as bars. Small on purpose: what it says in one look is where there was use and where silence. */
export function Bars({ label, bars, fills, ends }: BarsProps) {
  const [ref, width] = useWidth<HTMLDivElement>(600)
  const step = width / Math.max(bars.length, 1)
  const gap = step > 8 ? 2 : step > 3 ? 1 : 0
  const most = Math.max(1, ...bars.map(({ parts }) => sum(parts)))
  return (
    <div ref={ref}>
      <svg width="100%" height={HEIGHT} role="img" aria-label={label} className="block">
        {bars.map(({ title, parts }, index) => (
          <g key={title}>
            <title>{title}</title>
            {/* The whole column answers the pointer, also above a low bar. */}
            <rect x={index * step} y={0} width={step} height={BASE} className="fill-transparent" />
            <Column
              parts={parts}
              fills={fills}
              x={index * step}
              width={Math.max(step - gap, 0.75)}
              scale={(BASE - TOP) / most}
            />
          </g>
        ))}
        <path d={`M0 ${BASE + 0.5}H${width}`} className="stroke-line-strong" />
        <text x={0} y={HEIGHT - 4} className="fill-muted text-xs" aria-hidden>
          {ends[0]}
        </text>
        <text x={width} y={HEIGHT - 4} textAnchor="end" className="fill-muted text-xs" aria-hidden>
          {ends[1]}
        </text>
      </svg>
    </div>
  )
}

type ColumnProps = {
  parts: readonly number[]
  fills: readonly string[]
  x: number
  width: number
  scale: number
}

function Column({ parts, fills, x, width, scale }: ColumnProps) {
  return parts.map((part, index) => {
    if (part === 0) return null
    const below = sum(parts.slice(0, index)) * scale
    // Few beside many must still be seen.
    const tall = Math.max(part * scale, 1.5)
    return (
      <rect key={fills[index]} x={x} y={BASE - below - tall} width={width} height={tall} className={fills[index]} />
    )
  })
}

function sum(parts: readonly number[]): number {
  return parts.reduce((all, part) => all + part, 0)
}
