'use client'

import type { KeyboardEvent } from 'react'
import { textWidth } from '@/components/chart/labels'
import type { DragHandlers } from '@/components/chart/use-drag'
import { type AgeScale, type LimitRange, xOfAge } from './ages'
import { HISTOGRAM } from './histogram-layout'

export interface LimitHandleProps {
  readonly scale: AgeScale
  readonly seconds: number | null
  readonly label: string
  readonly valueText: string
  /** What stands beside the handle: "12,031 end". */
  readonly ending: string
  readonly range: LimitRange
  readonly drag: DragHandlers
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** The gold line of the limit, with a grip and the count that would end beside it. */
export function LimitHandle({ scale, seconds, label, valueText, ending, range, drag, onKeyDown }: LimitHandleProps) {
  const x = seconds === null ? scale.right : xOfAge(scale, seconds)
  const room = textWidth(ending) + 22
  const atLeft = x + room > scale.right
  return (
    <g
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-orientation="horizontal"
      aria-valuemin={range.minSeconds}
      aria-valuemax={range.maxSeconds}
      aria-valuenow={seconds ?? range.maxSeconds}
      aria-valuetext={valueText}
      onKeyDown={onKeyDown}
      className="group cursor-ew-resize touch-none outline-none"
      {...drag}
    >
      <rect x={x - 14} width={28} height={HISTOGRAM.base} className="fill-transparent" />
      <path d={`M${x} ${HISTOGRAM.handle + 8}V${HISTOGRAM.base + 6}`} className="stroke-gold" strokeWidth="2" />
      <rect
        x={x - 9}
        y={HISTOGRAM.handle - 2.5}
        width={18}
        height={HISTOGRAM.handleHeight + 5}
        rx={6}
        strokeWidth="2"
        className="fill-none stroke-transparent group-focus-visible:stroke-ink"
      />
      <rect x={x - 6.5} y={HISTOGRAM.handle} width={13} height={HISTOGRAM.handleHeight} rx={4} className="fill-gold" />
      <path d={`M${x - 1.75} ${HISTOGRAM.handle + 6}v10m3.5-10v10`} className="stroke-on-gold" strokeWidth="1.2" />
      <text
        x={atLeft ? x - 14 : x + 14}
        y={HISTOGRAM.handle + 15}
        textAnchor={atLeft ? 'end' : 'start'}
        className={`font-semibold text-xs ${ending === 'none end' ? 'fill-muted' : 'fill-refused-ink'}`}
      >
        {ending}
      </text>
    </g>
  )
}
