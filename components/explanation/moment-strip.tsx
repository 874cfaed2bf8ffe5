'use client'

import { useWidth } from '@/components/chart/use-width'
import { useZone } from '@/components/ui/clock'
import { type Instant, MINUTE } from '@/lib/core/instant'
import { timeOfDay } from '@/lib/format/time'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { Lane, MomentExplanation } from '@/lib/services/tokens/moment'

const NAMES = 150
const LANE = 26
const BAR = 12
const AXIS = 22
const LANES_MAX = 12

/** A lane for each credential: when it lived, its uses as ticks, its refusals in red; policies as flags; a line for the moment. */
export function MomentStrip({ moment }: { moment: MomentExplanation }) {
  const zone = useZone()
  const [ref, width] = useWidth<HTMLDivElement>(720)
  const { at, from, until, events } = moment
  const lanes = moment.lanes.slice(0, LANES_MAX)
  const left = width < 480 ? 0 : NAMES
  const x = (instant: Instant) => left + ((instant - from) / Math.max(1, until - from)) * (width - left)
  const height = Math.max(1, lanes.length) * LANE
  const policies = events.filter(({ type }) => type === 'policy')
  return (
    <div ref={ref}>
      <svg width="100%" height={height + AXIS} aria-hidden className="block overflow-visible">
        {lanes.map((lane, index) => (
          <LaneMarks key={lane.credentialId} lane={lane} y={index * LANE} x={x} left={left} right={x(until)} />
        ))}
        {policies.map(({ at: since }) => (
          <path
            key={since}
            d={`M${x(since)} 0v${height}M${x(since)} 0l7 3l-7 3z`}
            className="fill-system stroke-system"
          />
        ))}
        <path d={`M${x(at)} -2V${height + 4}`} className="stroke-gold" strokeWidth="1.8" />
        <Axis from={from} until={until} at={at} x={x} y={height + 16} zone={zone} />
      </svg>
      {moment.lanes.length > lanes.length && (
        <p className="text-muted">and {moment.lanes.length - lanes.length} more credentials, in the list below</p>
      )}
      {lanes.length === 0 && <p className="text-muted">They held nothing that was valid then.</p>}
    </div>
  )
}

interface LaneMarksProps {
  readonly lane: Lane
  readonly y: number
  readonly x: (at: Instant) => number
  readonly left: number
  readonly right: number
}

function LaneMarks({ lane, y, x, left, right }: LaneMarksProps) {
  const top = y + (LANE - BAR) / 2
  const start = x(lane.from)
  const end = lane.until === null ? right : x(lane.until)
  return (
    <g>
      {left > 0 && (
        <text x={0} y={y + LANE / 2 + 4} className="fill-muted text-xs">
          {laneName(lane)}
        </text>
      )}
      <rect
        x={start}
        y={top}
        width={Math.max(2, end - start)}
        height={BAR}
        rx={2}
        className={lane.until === null ? 'fill-active-soft' : 'fill-ended-soft'}
      />
      {lane.until !== null && <path d={`M${end} ${top - 3}v${BAR + 6}`} className="stroke-ended" strokeWidth="2" />}
      {lane.uses.map((minute) => (
        <path key={minute} d={`M${x(minute)} ${top + 1}v${BAR - 2}`} className="stroke-active" strokeWidth="1.5" />
      ))}
      {lane.refusals.map(({ at }) => (
        <path
          key={at}
          d={`M${x(at) - 4} ${top + 2}l8 8m0 -8l-8 8`}
          className="stroke-refused"
          strokeWidth="2"
          strokeLinecap="round"
        />
      ))}
    </g>
  )
}

/** What fits beside a lane. */
function laneName({ kind, name, applicationName }: Lane): string {
  const text = `${name ?? KIND_TEXTS[kind].label} · ${applicationName}`
  return text.length > 24 ? `${text.slice(0, 23)}…` : text
}

interface AxisProps {
  readonly from: Instant
  readonly until: Instant
  readonly at: Instant
  readonly x: (at: Instant) => number
  readonly y: number
  readonly zone: string
}

function Axis({ from, until, at, x, y, zone }: AxisProps) {
  const near = (until - from) / 6
  const ends = [
    { instant: from, anchor: 'start' },
    { instant: at, anchor: until - at < near ? 'end' : 'middle' },
    { instant: until, anchor: 'end' },
  ] as const
  const shown = ends.filter(({ instant }, index) => index !== 2 || until - at >= near || instant === at)
  return (
    <>
      {shown.map(({ instant, anchor }) => (
        <text key={instant} x={x(instant)} y={y} textAnchor={anchor} className="fill-faint text-xs">
          {timeOfDay(instant - (instant % MINUTE), zone, 'minute')}
        </text>
      ))}
    </>
  )
}
