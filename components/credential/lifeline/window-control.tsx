'use client'

import type { KeyboardEvent } from 'react'
import { useDrag } from '@/components/chart/use-drag'
import { OVERVIEW } from './layout'
import {
  clamp,
  instantAt,
  panned,
  type Scale,
  span,
  type TimeWindow,
  withEnd,
  within,
  withStart,
  xOf,
  zoomed,
} from './scale'
import { rangeWords } from './stamp'

export interface WindowControlProps {
  /** Of the whole life. */
  readonly scale: Scale
  readonly window: TimeWindow
  readonly zone: string
  readonly onWindow: (window: TimeWindow) => void
}

/** Drawn at least this wide, so that half an hour of a year can still be seen and grabbed. */
const WIDTH_MIN = 14

/** The window on the overview: three sliders, for its place and its two edges. */
export function WindowControl({ scale, window, zone, onWindow }: WindowControlProps) {
  const { left, right } = pixels(window, scale)
  const beside = useDrag(({ x }) => {
    const around = instantAt(scale, x)
    const centred = within({ from: around - span(window) / 2, until: around + span(window) / 2 }, scale)
    onWindow(centred)
    return ({ moved }) => onWindow(panned(centred, moved * msPerPixel(scale), scale))
  })
  const body = useDrag(
    () =>
      ({ moved }) =>
        onWindow(panned(window, moved * msPerPixel(scale), scale)),
  )
  const start = useDrag(
    () =>
      ({ moved }) =>
        onWindow(withStart(window, window.from + moved * msPerPixel(scale), scale)),
  )
  const end = useDrag(
    () =>
      ({ moved }) =>
        onWindow(withEnd(window, window.until + moved * msPerPixel(scale), scale)),
  )
  const handles = { window, scale, zone, onWindow }
  return (
    <>
      <rect
        x={scale.left}
        width={scale.right - scale.left}
        height={24}
        className="touch-pan-y fill-transparent"
        {...beside}
      />
      <g
        {...sliderProps('Time shown', 'body', handles)}
        {...body}
        className="group cursor-grab touch-none outline-none active:cursor-grabbing"
      >
        <rect x={left} width={right - left} height={24} className="fill-transparent" />
        <rect
          x={left}
          y={OVERVIEW.strip - 3}
          width={right - left}
          height={OVERVIEW.stripHeight + 6}
          rx={4}
          strokeWidth="1.6"
          className="fill-gold/10 stroke-gold group-focus-visible:stroke-[3]"
        />
      </g>
      <g {...sliderProps('Start of the time shown', 'start', handles)} {...start} className={EDGE}>
        <Edge x={left} outward={-1} />
      </g>
      <g {...sliderProps('End of the time shown', 'end', handles)} {...end} className={EDGE}>
        <Edge x={right} outward={1} />
      </g>
    </>
  )
}

const EDGE = 'group cursor-ew-resize touch-none outline-none'

// The area to grab lies outside the window, so that a narrow one can still be moved by its middle.
function Edge({ x, outward }: { x: number; outward: -1 | 1 }) {
  return (
    <>
      <rect x={outward === -1 ? x - 20 : x - 4} width={24} height={24} className="fill-transparent" />
      <rect
        x={x - 3}
        y={OVERVIEW.strip + 1}
        width={6}
        height={OVERVIEW.stripHeight - 2}
        rx={2.5}
        strokeWidth="1.5"
        className="fill-gold stroke-surface group-focus-visible:stroke-ink"
      />
    </>
  )
}

type Part = 'body' | 'start' | 'end'
type Handles = WindowControlProps

function sliderProps(label: string, part: Part, { window, scale, zone, onWindow }: Handles) {
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moved(event.key, part, window, scale)
    if (next === null) return
    event.preventDefault()
    onWindow(next)
  }
  return {
    role: 'slider',
    tabIndex: 0,
    'aria-label': label,
    'aria-orientation': 'horizontal',
    'aria-valuemin': scale.from,
    'aria-valuemax': scale.until,
    'aria-valuenow': Math.round(part === 'end' ? window.until : window.from),
    'aria-valuetext': rangeWords(window.from, window.until, zone),
    onKeyDown,
  } as const
}

/** Arrows move by a tenth of the window, page keys by the whole of it; plus and minus zoom. */
function moved(key: string, part: Part, window: TimeWindow, bounds: TimeWindow): TimeWindow | null {
  if (key === '+' || key === '=') return zoomed(window, 0.5, middle(window), bounds)
  if (key === '-') return zoomed(window, 2, middle(window), bounds)
  const by = distance(key, window, bounds)
  if (by === null) return null
  if (part === 'start') return withStart(window, window.from + by, bounds)
  if (part === 'end') return withEnd(window, window.until + by, bounds)
  return panned(window, by, bounds)
}

function distance(key: string, window: TimeWindow, bounds: TimeWindow): number | null {
  const tenth = span(window) / 10
  const distances: Record<string, number> = {
    ArrowRight: tenth,
    ArrowUp: tenth,
    ArrowLeft: -tenth,
    ArrowDown: -tenth,
    PageUp: span(window),
    PageDown: -span(window),
    Home: bounds.from - bounds.until,
    End: bounds.until - bounds.from,
  }
  return distances[key] ?? null
}

function middle({ from, until }: TimeWindow): number {
  return (from + until) / 2
}

function msPerPixel(scale: Scale): number {
  return span(scale) / (scale.right - scale.left)
}

function pixels(window: TimeWindow, scale: Scale): { left: number; right: number } {
  const from = xOf(scale, window.from)
  const until = xOf(scale, window.until)
  const grow = Math.max(WIDTH_MIN - (until - from), 0) / 2
  const left = clamp(from - grow, scale.left, scale.right - WIDTH_MIN)
  return { left, right: clamp(until + grow, left + WIDTH_MIN, scale.right) }
}
