'use client'

import type { KeyboardEvent } from 'react'
import { textWidth } from '@/components/chart/labels'
import type { DragHandlers } from '@/components/chart/use-drag'
import type { Instant } from '@/lib/core/instant'
import { FOCUS } from './layout'
import { clamp, type Scale, type TimeWindow, xOf } from './scale'
import { instantWords } from './stamp'

/** What the judge says at the instant the line stands on: "refused: idle", "active". */
export interface LineVerdict {
  readonly active: boolean
  readonly words: string
}

export interface VerdictLineProps {
  readonly at: Instant
  readonly now: Instant
  readonly verdict: LineVerdict | null
  readonly scale: Scale
  readonly bounds: TimeWindow
  readonly zone: string
  /** Absent when the instant cannot be moved. */
  readonly drag: DragHandlers | null
  readonly onKeyDown: (event: KeyboardEvent) => void
}

/** The gold line: the instant that is judged, with its verdict on a flag. A slider for keyboards and screen readers. */
export function VerdictLine({ at, now, verdict, scale, bounds, zone, drag, onKeyDown }: VerdictLineProps) {
  const time = instantWords(at, now, zone)
  const slider = {
    role: 'slider',
    tabIndex: 0,
    'aria-label': 'Instant judged',
    'aria-orientation': 'horizontal',
    'aria-valuemin': bounds.from,
    'aria-valuemax': bounds.until,
    'aria-valuenow': at,
    'aria-valuetext': verdict === null ? time : `${time}, ${verdict.words}`,
    onKeyDown,
    ...drag,
  } as const
  const flag = { text: verdict === null ? time : `${time} · ${verdict.words}`, active: verdict?.active ?? null, scale }
  return (
    <g
      {...(drag === null ? { 'aria-hidden': true } : slider)}
      className={drag === null ? undefined : 'group cursor-ew-resize touch-none outline-none'}
    >
      {at < scale.from || at > scale.until ? <Beyond at={at} scale={scale} /> : <Line x={xOf(scale, at)} flag={flag} />}
    </g>
  )
}

function Line({ x, flag }: { x: number; flag: Omit<FlagProps, 'x'> }) {
  const bottom = FOCUS.flag + FOCUS.flagHeight
  return (
    <>
      <rect x={x - 14} y={FOCUS.flag} width={28} height={FOCUS.sliding - FOCUS.flag} className="fill-transparent" />
      <path
        d={`M${x} ${bottom}V${FOCUS.sliding + 3}M${x} ${FOCUS.axis - 3}v7`}
        className="stroke-gold"
        strokeWidth="1.8"
      />
      <path d={`M${x - 4.5} ${bottom}h9l-4.5 5z`} className="fill-ink" />
      <Flag x={x} {...flag} />
    </>
  )
}

const ICON_ROOM = 17

interface FlagProps {
  readonly x: number
  readonly text: string
  readonly active: boolean | null
  readonly scale: Scale
}

function Flag({ x, text, active, scale }: FlagProps) {
  const icon = active === null ? 0 : ICON_ROOM
  const width = textWidth(text) + 16 + icon
  const left = clamp(x - width / 2, scale.left, scale.right - width)
  const middle = FOCUS.flag + FOCUS.flagHeight / 2
  return (
    <>
      <rect
        x={left - 2.5}
        y={FOCUS.flag - 1}
        width={width + 5}
        height={FOCUS.flagHeight + 2}
        rx={6}
        strokeWidth="2"
        className="fill-none stroke-transparent group-focus-visible:stroke-gold"
      />
      <rect x={left} y={FOCUS.flag} width={width} height={FOCUS.flagHeight} rx={4} className="fill-ink" />
      {active !== null && (
        <path
          d={active ? `M${left + 9} ${middle}l3.5 3.5l6-7` : `M${left + 10} ${middle - 3.5}l7 7m0-7l-7 7`}
          className="fill-none stroke-canvas"
          strokeWidth="1.7"
          strokeLinecap="round"
        />
      )}
      <text
        x={left + (width + icon) / 2}
        y={middle + 4}
        textAnchor="middle"
        className="fill-canvas font-medium text-xs"
      >
        {text}
      </text>
    </>
  )
}

/** An arrow at the edge when the instant is outside the window; a key moves it and the window follows. */
function Beyond({ at, scale }: { at: Instant; scale: Scale }) {
  const [x, inward] = at < scale.from ? [scale.left, 1] : [scale.right, -1]
  const y = FOCUS.flag + FOCUS.flagHeight / 2
  return (
    <>
      <rect x={x - 12} y={y - 12} width={24} height={24} rx={4} className={BEYOND_RING} strokeWidth="2" />
      <path d={`M${x} ${y}l${8 * inward} -6v12z`} className="fill-gold" />
    </>
  )
}

const BEYOND_RING = 'fill-transparent stroke-transparent group-focus-visible:stroke-gold'
