'use client'

import { useId, useMemo } from 'react'
import { placeLabels } from '@/components/chart/labels'
import { useWidth } from '@/components/chart/use-width'
import { useZone } from '@/components/ui/clock'
import { type Instant, MINUTE } from '@/lib/core/instant'
import { absolute } from '@/lib/format/time'
import { Bar } from './lifeline/bar'
import { eventsOf, isOpen, type LifelineData, lapseOf } from './lifeline/model'
import { fillsOf, Patterns } from './lifeline/patterns'
import { Refusals } from './lifeline/refusals'
import { type Scale, span, type TimeWindow, xOf } from './lifeline/scale'
import { stamp } from './lifeline/stamp'
import { Uses } from './lifeline/uses'

const WIDTH_GUESS = 352
const TOP = 8
const THICK = 18
const CAPTIONS = 46
const HEIGHT = 50

/** The whole life in one strip, for a sheet: nothing to drag, the page and Explain have the large one. */
export function SmallLifeline({ data, label }: { data: LifelineData; label: string }) {
  const zone = useZone()
  const id = useId()
  const [ref, width] = useWidth<HTMLDivElement>(WIDTH_GUESS)
  const fills = useMemo(() => fillsOf(id), [id])
  const scale = useMemo<Scale>(() => ({ ...smallBounds(data), left: 1, right: width - 1 }), [data, width])
  const events = useMemo(() => eventsOf(data), [data])
  const now = xOf(scale, data.now)
  return (
    <div ref={ref}>
      <svg width="100%" height={HEIGHT} aria-hidden className="block overflow-visible">
        <defs>
          <Patterns fills={fills} />
        </defs>
        <Bar data={data} scale={scale} y={TOP} height={THICK} fills={fills} />
        <Uses uses={data.uses} lastUsedAt={data.lastUsedAt} scale={scale} y={TOP} height={THICK} />
        <Refusals refusals={data.refusals} scale={scale} middle={TOP + THICK / 2} />
        {now <= scale.right && (
          <path d={`M${now} ${TOP - 6}v${THICK + 12}`} className="stroke-gold" strokeWidth="1.8" />
        )}
        <Captions data={data} scale={scale} zone={zone} />
      </svg>
      <ol className="sr-only" aria-label={label}>
        {events.map((event) => (
          <li key={`${event.kind} ${event.at} ${event.words}`}>{`${absolute(event.at, zone)}: ${event.words}`}</li>
        ))}
      </ol>
    </div>
  )
}

function Captions({ data, scale, zone }: { data: LifelineData; scale: Scale; zone: string }) {
  const end = data.ended?.at ?? lapseOf(data, 'expired')?.at ?? null
  const caption = (key: string, at: Instant, text: string, priority: number) => ({
    key,
    x: xOf(scale, at),
    text,
    priority,
  })
  const time = (at: Instant) => stamp(at, span(scale), data.now, zone)
  const captions = [
    caption('issued', data.issuedAt, time(data.issuedAt), 3),
    ...(end === null || end > scale.until ? [] : [caption('end', end, time(end), 2)]),
    ...(data.now > scale.until ? [] : [caption('now', data.now, 'now', 1)]),
  ]
  return placeLabels(captions, { left: 0, right: scale.right, lanes: 1, gap: 8 }).map(({ key, left, text }) => (
    <text key={key} x={left} y={CAPTIONS} className="fill-muted text-xs">
      {text}
    </text>
  ))
}

/** How many times the life so far an end that is still ahead may take: further ends would leave no room for what happened. */
const AHEAD_MAX = 5

/** From issue to the end, or to a little after now where the end is far away. */
export function smallBounds(data: LifelineData): TimeWindow {
  const { issuedAt, now, ended, notBefore } = data
  const idle = lapseOf(data, 'idle')?.at ?? issuedAt
  const refused = data.refusals.map(({ at }) => at)
  const told = ended === null ? Math.max(now, idle, notBefore ?? issuedAt) : Math.max(ended.at, ...refused)
  const length = Math.max(told - issuedAt, MINUTE)
  const end = ended === null ? (lapseOf(data, 'expired') ?? lapseOf(data, 'superseded')) : null
  const near = end !== null && end.at - issuedAt <= AHEAD_MAX * length
  const until = near ? Math.max(end.at, told) : told + length * (isOpen(data) ? 0.25 : 0.1)
  return { from: issuedAt - length * 0.01, until }
}
