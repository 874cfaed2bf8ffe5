'use client'

import type { KeyboardEvent } from 'react'
import { type DragPoint, useDrag } from '@/components/chart/use-drag'
import type { Instant } from '@/lib/core/instant'
import { FocusLayers } from './focus-layers'
import { FOCUS } from './layout'
import { type LifeEvent, type LifelineData, slidingWindow } from './model'
import type { Fills } from './patterns'
import { clamp, instantAt, panned, perPixel, type Scale, type TimeWindow, xOf } from './scale'
import { keyTarget, snapped } from './steps'
import { type LineVerdict, VerdictLine } from './verdict-line'

export interface FocusProps {
  readonly data: LifelineData
  readonly events: readonly LifeEvent[]
  readonly scale: Scale
  readonly bounds: TimeWindow
  readonly at: Instant
  readonly verdict: LineVerdict | null
  readonly zone: string
  readonly fills: Fills
  readonly label: string
  readonly onWindow: (window: TimeWindow) => void
  readonly onChange: ((at: Instant) => void) | undefined
}

/** The window in full size: press anywhere on it to put the line there, drag the axis to move in time. */
export function Focus(props: FocusProps) {
  const { data, events, scale, bounds, at, verdict, zone, fills, label, onWindow, onChange } = props
  const goTo = (point: DragPoint) => {
    const pointed = clamp(instantAt(scale, clamp(point.x, scale.left, scale.right)), bounds.from, bounds.until)
    onChange?.(point.free ? pointed : snapped(pointed, events, scale))
  }
  const line = useDrag(() => goTo)
  const place = useDrag((point) => {
    goTo(point)
    return goTo
  })
  const pan = useDrag(() => {
    const start = { from: scale.from, until: scale.until }
    const each = perPixel(scale)
    return ({ moved }) => onWindow(panned(start, -moved * each, bounds))
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event.key, event.shiftKey, { at, now: data.now, scale, bounds, events })
    if (target === null) return
    event.preventDefault()
    onChange?.(target)
  }
  const surface = onChange === undefined ? pan : place
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields, this holds sliders inside a picture
    <svg
      width="100%"
      height={FOCUS.height}
      role="group"
      aria-label={label}
      className="block select-none overflow-visible"
    >
      <FocusLayers data={data} scale={scale} zone={zone} fills={fills} />
      <SlidingWindow data={data} at={at} scale={scale} />
      <rect
        width="100%"
        y={FOCUS.policy}
        height={FOCUS.axis - FOCUS.policy}
        className={`touch-pan-y fill-transparent ${onChange === undefined ? 'cursor-grab' : 'cursor-crosshair'}`}
        {...surface}
      />
      <rect
        width="100%"
        y={FOCUS.axis}
        height={FOCUS.height - FOCUS.axis}
        className="cursor-grab touch-pan-y fill-transparent active:cursor-grabbing"
        {...pan}
      />
      <VerdictLine
        at={at}
        now={data.now}
        verdict={verdict}
        scale={scale}
        bounds={bounds}
        zone={zone}
        drag={onChange === undefined ? null : line}
        onKeyDown={onKeyDown}
      />
    </svg>
  )
}

/** A bracket under the bar: how far the idle window reached at the instant judged. */
function SlidingWindow({ data, at, scale }: { data: LifelineData; at: Instant; scale: Scale }) {
  const window = slidingWindow(data, at)
  if (window === null || window.until <= scale.from || window.from >= scale.until) return null
  const left = clamp(xOf(scale, window.from), scale.left, scale.right)
  const right = clamp(xOf(scale, window.until), scale.left, scale.right)
  return (
    <path
      aria-hidden
      d={`M${left} ${FOCUS.sliding - 4}v5H${right}v-5`}
      className="fill-none stroke-soon"
      strokeWidth="1.6"
      strokeLinejoin="round"
    />
  )
}
