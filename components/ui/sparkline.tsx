import { markTone, type Tone } from './tone'

export type SparklineProps = {
  values: readonly number[]
  /** What it shows, for those who do not see it: "Refusals per hour today, at most 312". */
  label: string
  tone?: Tone
  height?: number
}

/** A row of bars. Drawn with attributes only, so it needs no style of its own. */
export function Sparkline({ values, label, tone = 'refused', height = 40 }: SparklineProps) {
  const most = Math.max(1, ...values)
  const width = values.length * 8
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className="block w-full"
    >
      <g className={markTone[tone]} fill="currentColor" opacity={0.6}>
        {values.map((value, index) => {
          // Rounded: server and browser print the last digits of a fraction differently.
          const tall = Math.max(value > 0 ? 1 : 0, Math.round((value / most) * (height - 2)))
          // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in time
          return <rect key={index} x={index * 8 + 1} y={height - 1 - tall} width={6} height={tall} rx={1} />
        })}
      </g>
      <path d={`M0 ${height - 0.5}H${width}`} className="stroke-line-strong" />
    </svg>
  )
}
