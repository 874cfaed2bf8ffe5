import { type UseMark, type UseMinute, useMarks } from './marks'
import type { Scale } from './scale'

export interface UsesProps {
  readonly uses: readonly UseMinute[]
  readonly scale: Scale
  readonly y: number
  readonly height: number
}

/** Accepted uses: ticks, a density where ticks would merge, whole minutes where a minute is wide. */
export function Uses({ uses, scale, y, height }: UsesProps) {
  const marks = useMarks(uses, scale)
  const ticks = marks.filter(({ shape }) => shape === 'tick')
  return (
    <g aria-hidden>
      <path d={ticks.map(({ x }) => `M${x} ${y}v${height}`).join('')} className="stroke-active" strokeWidth="1.6" />
      <path d={columns(marks, y, height)} className="fill-active/75" />
      {marks
        .filter(({ shape }) => shape === 'minute')
        .map((mark) => (
          <Minute key={mark.minute} mark={mark} y={y} height={height} />
        ))}
    </g>
  )
}

// One path for all columns: a year of uses is hundreds of them, and a drag redraws them.
function columns(marks: readonly UseMark[], y: number, height: number): string {
  return marks
    .filter(({ shape }) => shape === 'column')
    .map(({ x, width, share }) => {
      const tall = Math.max(share * height, 3)
      return `M${x} ${y + (height - tall) / 2}h${width - 0.8}v${tall}h${0.8 - width}z`
    })
    .join('')
}

function Minute({ mark, y, height }: { mark: UseMark; y: number; height: number }) {
  return (
    <>
      <rect
        x={mark.x + 0.5}
        y={y + height * 0.22}
        width={Math.max(mark.width - 1, 1)}
        height={height * 0.56}
        rx={2}
        className="fill-active/45"
      />
      {mark.width > 56 && (
        <text x={mark.x + mark.width / 2} y={y + height / 2 + 4} textAnchor="middle" className="fill-ink text-xs">
          {mark.count === 1 ? '1 use' : `${mark.count} uses`}
        </text>
      )}
    </>
  )
}
