'use client'

import { memo } from 'react'
import { placeLabels } from '@/components/chart/labels'
import type { Instant } from '@/lib/core/instant'
import { Bar } from './bar'
import { OVERVIEW } from './layout'
import { refusalClusters } from './marks'
import { isOpen, type LifelineData, lapseOf } from './model'
import { type Fills, Patterns } from './patterns'
import { type Scale, span, type TimeWindow, xOf } from './scale'
import { stamp } from './stamp'
import { Uses } from './uses'
import { WindowControl } from './window-control'

export interface OverviewProps {
  readonly data: LifelineData
  readonly scale: Scale
  readonly window: TimeWindow
  readonly at: Instant
  readonly zone: string
  readonly fills: Fills
  readonly label: string
  readonly onWindow: (window: TimeWindow) => void
}

/** The whole life in one strip, with the window that is shown large: drag it, its edges, or press beside it. */
export function Overview({ data, scale, window, at, zone, fills, label, onWindow }: OverviewProps) {
  const x = xOf(scale, at)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields, this holds sliders inside a picture
    <svg
      width="100%"
      height={OVERVIEW.height}
      role="group"
      aria-label={label}
      className="block select-none overflow-visible"
    >
      <OverviewLayers data={data} scale={scale} zone={zone} fills={fills} />
      <path
        aria-hidden
        d={`M${x} ${OVERVIEW.strip - 3}v${OVERVIEW.stripHeight + 6}`}
        className="stroke-gold"
        strokeWidth="1.6"
      />
      <WindowControl scale={scale} window={window} zone={zone} onWindow={onWindow} />
    </svg>
  )
}

type LayersProps = Pick<OverviewProps, 'data' | 'scale' | 'zone' | 'fills'>

const OverviewLayers = memo(function OverviewLayers({ data, scale, zone, fills }: LayersProps) {
  const { strip, stripHeight } = OVERVIEW
  return (
    <>
      <defs>
        <Patterns fills={fills} />
      </defs>
      <rect
        x={scale.left}
        y={strip}
        width={scale.right - scale.left}
        height={stripHeight}
        rx={3}
        className="fill-raised"
      />
      <Bar data={data} scale={scale} y={strip} height={stripHeight} fills={fills} />
      <Uses uses={data.uses} lastUsedAt={data.lastUsedAt} scale={scale} y={strip + 2} height={stripHeight - 4} />
      <g aria-hidden>
        {data.policyFlags.map(({ at, label }) => (
          <path
            key={`${at} ${label}`}
            d={`M${xOf(scale, at)} ${strip - 2}v${stripHeight + 4}`}
            className="stroke-held"
            strokeDasharray="2 2"
          />
        ))}
        {refusalClusters(data.refusals, scale, 5).map(({ x, from }) => (
          <path key={from} d={`M${x} ${strip + stripHeight / 2 - 4}l4 4l-4 4l-4-4z`} className="fill-refused" />
        ))}
      </g>
      <Edges data={data} scale={scale} zone={zone} />
    </>
  )
})

/** When the life began and what bounds it, under the strip. */
function Edges({ data, scale, zone }: Omit<LayersProps, 'fills'>) {
  const time = (at: Instant) => stamp(at, span(scale), data.now, zone)
  const absolute = lapseOf(data, 'expired')
  const label = (key: string, at: Instant, text: string, priority: number) => ({
    key,
    x: xOf(scale, at),
    text,
    priority,
  })
  const labels = [
    label('issued', data.issuedAt, `issued ${time(data.issuedAt)}`, 5),
    ...(data.ended === null ? [] : [label('ended', data.ended.at, `ended ${time(data.ended.at)}`, 4)]),
    ...(absolute === null ? [] : [label('expired', absolute.at, `absolute end ${time(absolute.at)}`, 3)]),
    ...(data.overlapUntil === null
      ? []
      : [label('overlap', data.overlapUntil, `overlap ends ${time(data.overlapUntil)}`, 3)]),
    ...(isOpen(data) ? [label('open', scale.until, 'no end', 3)] : []),
    label('now', data.now, 'now', 2),
  ]
  return (
    <g aria-hidden>
      {placeLabels(labels, { left: scale.left, right: scale.right, lanes: 1, gap: 12 }).map(({ key, left, text }) => (
        <text key={key} x={left} y={OVERVIEW.captions} className="fill-muted text-xs">
          {text}
        </text>
      ))}
    </g>
  )
}
