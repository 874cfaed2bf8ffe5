import { memo } from 'react'
import { placeLabels } from '@/components/chart/labels'
import { Bar } from './bar'
import { type Caption, captionsOf } from './captions'
import { FOCUS } from './layout'
import type { LifelineData } from './model'
import { type Fills, Patterns } from './patterns'
import { Refusals } from './refusals'
import { type Scale, xOf } from './scale'
import { ticksOf } from './ticks'
import { Uses } from './uses'

export interface FocusLayersProps {
  readonly data: LifelineData
  readonly scale: Scale
  readonly zone: string
  readonly fills: Fills
}

/** Everything in the window that does not move with the line; drawn again only when the window or the data change. */
export const FocusLayers = memo(function FocusLayers({ data, scale, zone, fills }: FocusLayersProps) {
  const middle = FOCUS.bar + FOCUS.barHeight / 2
  return (
    <>
      <defs>
        <Patterns fills={fills} />
      </defs>
      <Axis scale={scale} zone={zone} />
      <Bar data={data} scale={scale} y={FOCUS.bar} height={FOCUS.barHeight} fills={fills} />
      <Uses uses={data.uses} lastUsedAt={data.lastUsedAt} scale={scale} y={FOCUS.bar} height={FOCUS.barHeight} />
      <PolicyFlags data={data} scale={scale} />
      <NowMark at={data.now} scale={scale} />
      <Refusals refusals={data.refusals} scale={scale} middle={middle} />
      <Captions captions={captionsOf(data, scale, zone)} scale={scale} />
    </>
  )
})

function Axis({ scale, zone }: { scale: Scale; zone: string }) {
  return (
    <g aria-hidden>
      <path d={`M${scale.left} ${FOCUS.axis + 0.5}H${scale.right}`} className="stroke-line" />
      {ticksOf(scale, zone).map(({ at, x, label }) => (
        <g key={at}>
          <path d={`M${x} ${FOCUS.axis}v5`} className="stroke-line-strong" />
          {label !== null && (
            <text x={x} y={FOCUS.axisLabels} textAnchor="middle" className="fill-muted text-xs">
              {label}
            </text>
          )}
        </g>
      ))}
    </g>
  )
}

const FLAG_PADDING = 12

function PolicyFlags({ data, scale }: { data: LifelineData; scale: Scale }) {
  const shown = data.policyFlags.filter(({ at }) => at >= scale.from && at <= scale.until)
  const labels = shown.map(({ at, label }) => ({ key: `${at} ${label}`, x: xOf(scale, at), text: label, priority: at }))
  const room = { left: scale.left, right: scale.right, lanes: 1, gap: 4, padding: FLAG_PADDING }
  return (
    <g aria-hidden>
      {labels.map(({ key, x }) => (
        <path
          key={key}
          d={`M${x} ${FOCUS.policy + 6}V${FOCUS.bar + FOCUS.barHeight + 5}M${x - 3} ${FOCUS.policy + 6}h6`}
          className="stroke-held"
          strokeDasharray="2 3"
          strokeWidth="1.4"
        />
      ))}
      {placeLabels(labels, room).map(({ key, left, width, text }) => (
        <g key={key}>
          <rect x={left} y={FOCUS.policy} width={width} height={FOCUS.policyHeight} rx={3} className="fill-held-soft" />
          <text x={left + width / 2} y={FOCUS.policy + 13} textAnchor="middle" className="fill-held-ink text-xs">
            {text}
          </text>
        </g>
      ))}
    </g>
  )
}

function NowMark({ at, scale }: { at: number; scale: Scale }) {
  if (at < scale.from || at > scale.until) return null
  const x = xOf(scale, at)
  return (
    <path
      aria-hidden
      d={`M${x} ${FOCUS.bar - 5}V${FOCUS.sliding + 3}`}
      className="stroke-ink/70"
      strokeDasharray="1 2"
    />
  )
}

function Captions({ captions, scale }: { captions: readonly Caption[]; scale: Scale }) {
  const room = { left: scale.left, right: scale.right, lanes: 2, gap: 12 }
  const tones = new Map(captions.map(({ key, tone }) => [key, tone]))
  return (
    <g aria-hidden>
      {placeLabels(captions, room).map(({ key, left, lane, text }) => (
        <text key={key} x={left} y={FOCUS.labels + lane * FOCUS.laneHeight} className={`text-xs ${tones.get(key)}`}>
          {text}
        </text>
      ))}
    </g>
  )
}
