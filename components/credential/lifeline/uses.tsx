import type { Instant } from '@/lib/core/instant'
import { type UseMark, type UseMinute, useMarks } from './marks'
import { type Scale, xOf } from './scale'

export interface UsesProps {
  readonly uses: readonly UseMinute[]
  /** Known to the millisecond, so the last minute is drawn no further. */
  readonly lastUsedAt: Instant | null
  readonly scale: Scale
  readonly y: number
  readonly height: number
}

/** Accepted uses: ticks, a density where ticks would merge, whole minutes where a minute is wide. */
export function Uses({ uses, lastUsedAt, scale, y, height }: UsesProps) {
  const marks = useMarks(uses, scale)
  const ticks = marks.filter(({ shape }) => shape === 'tick')
  const last = lastUsedAt === null ? scale.right : Math.min(xOf(scale, lastUsedAt), scale.right)
  return (
    <g aria-hidden>
      <path d={ticks.map(({ x }) => `M${x} ${y}v${height}`).join('')} className="stroke-active" strokeWidth="1.6" />
      <path d={columns(marks, y, height, last)} className="fill-active/75" />
      {marks
        .filter(({ shape }) => shape === 'minute')
        .map((mark) => (
          <Minute key={mark.minute} mark={mark} left={scale.left} right={last} y={y} height={height} />
        ))}
    </g>
  )
}

// One path for all columns: a year of uses is hundreds of them, and a drag redraws them.
function columns(marks: readonly UseMark[], y: number, height: number, last: number): string {
  return marks
    .filter(({ shape }) => shape === 'column')
    .map(({ x, width, share }) => {
      const tall = Math.max(share * height, 3)
      // The column of the last use stops at it: nothing was used after.
      const wide = Math.max(Math.min(width - 0.8, last - x), 1.2)
      return `M${x} ${y + (height - tall) / 2}h${wide}v${tall}h${-wide}z`
    })
    .join('')
}

interface MinuteProps {
  readonly mark: UseMark
  readonly left: number
  readonly right: number
  readonly y: number
  readonly height: number
}

const COUNT_WIDTH = 56

function Minute({ mark, left, right, y, height }: MinuteProps) {
  const from = Math.max(mark.x + 0.5, left)
  const width = Math.min(mark.x + mark.width - 0.5, right) - from
  if (width <= 0) return null
  return (
    <>
      <rect x={from} y={y + height * 0.14} width={width} height={height * 0.72} rx={2} className="fill-active/45" />
      {width > COUNT_WIDTH && (
        <text x={from + width / 2} y={y + height / 2 + 4} textAnchor="middle" className="fill-ink text-xs">
          {mark.count === 1 ? '1 use' : `${mark.count} uses`}
        </text>
      )}
    </>
  )
}
