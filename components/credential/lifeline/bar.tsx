import type { Instant } from '@/lib/core/instant'
import { type LifelineData, lapseOf, type Phase, type Segment, segmentsOf } from './model'
import type { Fills } from './patterns'
import { clamp, type Scale, type TimeWindow, xOf } from './scale'

export interface BarProps {
  readonly data: LifelineData
  readonly scale: Scale
  readonly y: number
  readonly height: number
  readonly fills: Fills
}

/** The life itself: its phases one after the other, what lies over them, and where it ends. */
export function Bar({ data, scale, y, height, fills }: BarProps) {
  const segments = segmentsOf(data, scale).filter((segment) => meets(segment, scale))
  return (
    <g aria-hidden>
      <clipPath id={fills.clip}>
        <rect {...barBox(segments, scale)} y={y} height={height} rx={4} />
      </clipPath>
      <g clipPath={`url(#${fills.clip})`}>
        {segments.map((segment) => (
          <Part key={segment.phase} segment={segment} scale={scale} y={y} height={height} fills={fills} />
        ))}
        {overlays(data, scale, fills).map(({ key, window, fill }) => (
          <rect key={key} {...box(window, scale)} y={y} height={height} fill={`url(#${fill})`} />
        ))}
      </g>
      {segments.some(({ phase }) => phase === 'open') && <OpenEnd scale={scale} y={y} height={height} />}
      <Ends data={data} scale={scale} y={y} height={height} />
    </g>
  )
}

const PHASE_FILL: Record<Exclude<Phase, 'idle' | 'open'>, string> = {
  family: 'fill-transparent',
  pending: 'fill-system-soft',
  lived: 'fill-active-soft',
  ahead: 'fill-raised',
  ended: 'fill-ended-soft',
}

type PartProps = Omit<BarProps, 'data'> & { readonly segment: Segment }

function Part({ segment, scale, y, height, fills }: PartProps) {
  const { x, width } = box(segment, scale)
  const middle = y + height / 2
  switch (segment.phase) {
    case 'idle':
      return <rect x={x} width={width} y={y} height={height} fill={`url(#${fills.idle})`} />
    case 'open':
      return <rect x={x} width={width} y={y} height={height} fill={`url(#${fills.open})`} />
    case 'family':
      return <path d={`M${x} ${middle}h${width}`} className="stroke-line-strong" strokeDasharray="2 3" />
    case 'lived':
      return (
        <>
          <rect x={x} width={width} y={y} height={height} className={PHASE_FILL.lived} />
          <rect x={x} width={width} y={middle - 1.5} height={3} className="fill-active/50" />
        </>
      )
    case 'ahead':
      return (
        <>
          <rect x={x} width={width} y={y} height={height} className={PHASE_FILL.ahead} />
          <path
            d={`M${x} ${y + 0.5}h${width}M${x} ${y + height - 0.5}h${width}`}
            className="stroke-line-strong"
            strokeDasharray="3 3"
          />
        </>
      )
    default:
      return <rect x={x} width={width} y={y} height={height} className={PHASE_FILL[segment.phase]} />
  }
}

/** No end: the edges of the bar run on as dashes and chevrons point on. */
function OpenEnd({ scale, y, height }: Omit<BarProps, 'data' | 'fills'>) {
  const middle = y + height / 2
  const size = Math.min(height / 4, 5)
  const chevron = (x: number) => `M${x} ${middle - size}l${size} ${size}l${-size} ${size}`
  const right = scale.right - size - 3
  return (
    <path
      d={[0, 1, 2].map((step) => chevron(right - step * (size + 3))).join('')}
      className="fill-none stroke-active"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  )
}

function Ends({ data, scale, y, height }: Omit<BarProps, 'fills'>) {
  const reach = height > 20 ? 6 : 2
  const line = (at: Instant) => `M${xOf(scale, at)} ${y - reach}v${height + 2 * reach}`
  const absolute = lapseOf(data, 'expired')
  const shown = (at: Instant) => at >= scale.from && at <= scale.until
  return (
    <>
      {data.ended !== null && shown(data.ended.at) && (
        <path d={line(data.ended.at)} className="stroke-ended" strokeWidth="1.6" />
      )}
      {absolute !== null && shown(absolute.at) && absolute.at !== data.ended?.at && (
        <path d={line(absolute.at)} className="stroke-ended" strokeWidth="1.6" />
      )}
      {data.cutoffs
        .filter(({ at }) => shown(at))
        .map(({ id, at }) => (
          <path key={id} d={line(at)} className="stroke-refused" strokeWidth="2.4" strokeDasharray="4 2" />
        ))}
    </>
  )
}

function overlays(data: LifelineData, scale: Scale, fills: Fills) {
  const end = Math.min(data.ended?.at ?? scale.until, scale.until)
  const held = data.suspensions.map(({ from, until }) => ({
    key: `held ${from}`,
    window: { from, until: Math.min(until ?? data.now, end) },
    fill: fills.held,
  }))
  const beside =
    data.overlapFrom === null || data.overlapUntil === null
      ? []
      : [
          {
            key: 'overlap',
            window: { from: data.overlapFrom, until: Math.min(data.overlapUntil, end) },
            fill: fills.overlap,
          },
        ]
  return [...beside, ...held].filter(({ window }) => window.until > window.from && meets(window, scale))
}

function meets(window: TimeWindow, scale: Scale): boolean {
  return window.until > scale.from && window.from < scale.until
}

function box(window: TimeWindow, scale: Scale): { x: number; width: number } {
  const left = clamp(xOf(scale, window.from), scale.left, scale.right)
  const right = clamp(xOf(scale, window.until), scale.left, scale.right)
  return { x: left, width: Math.max(right - left, 0) }
}

function barBox(segments: readonly Segment[], scale: Scale): { x: number; width: number } {
  const first = segments[0]
  const last = segments.at(-1)
  if (first === undefined || last === undefined) return { x: scale.left, width: 0 }
  return box({ from: first.from, until: last.until }, scale)
}
