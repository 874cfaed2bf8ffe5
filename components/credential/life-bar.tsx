import type { Instant } from '@/lib/core/instant'
import type { State } from '@/lib/core/lifecycle'
import { duration } from '@/lib/format/duration'

export interface LifeBarProps {
  readonly issuedAt: Instant
  /** Until when it lasts if it is not used again; null without an idle limit. */
  readonly idleUntil: Instant | null
  /** When it ends whatever happens; null when nothing ends it. */
  readonly endsAt: Instant | null
  /** When it ended; null while it lives. */
  readonly endedAt: Instant | null
  readonly now: Instant
  readonly state: State
}

const WIDTH = 170
const HEIGHT = 14
const TOP = 4
const THICK = 6

/** Life left, small enough for a row: what was lived, what the idle window still gives, what may follow. */
export function LifeBar(props: LifeBarProps) {
  const { lived, idle, mark } = partsOf(props)
  const tone = TONE[props.state]
  return (
    <svg width={WIDTH} height={HEIGHT} role="img" aria-label={lifeWords(props)} className="block max-w-full">
      <rect y={TOP} width={WIDTH} height={THICK} rx={3} className="fill-raised" />
      <rect y={TOP} width={lived} height={THICK} rx={3} className={tone} />
      {idle > lived && <rect x={lived} y={TOP} width={idle - lived} height={THICK} className="fill-soon/30" />}
      {mark && <path d={`M${lived} 1v12`} className="stroke-ink" strokeWidth="1.4" />}
      {isOpen(props) && (
        <path d={OPEN_MARK} className="fill-none stroke-active" strokeWidth="1.3" strokeLinecap="round" />
      )}
    </svg>
  )
}

const TONE: Record<State, string> = {
  active: 'fill-active/60',
  ending_soon: 'fill-soon/70',
  in_overlap: 'fill-soon/70',
  pending: 'fill-system/60',
  suspended: 'fill-held/60',
  ended: 'fill-ended/45',
}

/** Two chevrons at the right end: it goes on. */
const OPEN_MARK = [WIDTH - 12, WIDTH - 6].map((x) => `M${x} 4.5l2.5 2.5l-2.5 2.5`).join('')

/** Where now stands on the bar of a life without an end: there is always more to come. */
const OPEN_SHARE = 0.72

/** Pixels from the left: the end of what was lived, the end of the idle window, and whether now is marked. */
export function partsOf(life: LifeBarProps): { lived: number; idle: number; mark: boolean } {
  const { issuedAt, idleUntil, endsAt, endedAt, now } = life
  const end = endsAt ?? idleUntil
  const length = end === null ? Math.max(now - issuedAt, 1) / OPEN_SHARE : Math.max(end - issuedAt, 1)
  const x = (at: Instant) => round(Math.min(Math.max((at - issuedAt) / length, 0), 1) * WIDTH)
  if (endedAt !== null) return { lived: x(endedAt), idle: 0, mark: false }
  // Half the thickness of the mark stays inside at both ends.
  const lived = Math.min(Math.max(x(now), 1), WIDTH - 1)
  return { lived, idle: idleUntil === null ? 0 : x(idleUntil), mark: true }
}

/** "used 4 h 44 min of 12 h, 29 min left if idle", for those who do not see the bar. */
export function lifeWords({ issuedAt, idleUntil, endsAt, endedAt, now }: LifeBarProps): string {
  if (endedAt !== null) return `lived ${duration(endedAt - issuedAt)}`
  const lived = `lived ${duration(now - issuedAt)}`
  const whole = endsAt === null ? (idleUntil === null ? ', no end' : '') : ` of ${duration(endsAt - issuedAt)}`
  const idle = idleUntil === null || idleUntil <= now ? '' : `, ${duration(idleUntil - now)} left if it is not used`
  return lived + whole + idle
}

function isOpen({ idleUntil, endsAt, endedAt }: LifeBarProps): boolean {
  return endedAt === null && endsAt === null && idleUntil === null
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10
}
