import { REFUSAL_APART } from './layout'
import { type RefusalCluster, type RefusalMark, refusalClusters } from './marks'
import type { Scale } from './scale'

export interface RefusalsProps {
  readonly refusals: readonly RefusalMark[]
  readonly scale: Scale
  /** The line their centres stand on. */
  readonly middle: number
}

/** Refused presentations: a red diamond each, a lozenge with the count where several would touch. */
export function Refusals({ refusals, scale, middle }: RefusalsProps) {
  return (
    <g aria-hidden>
      {refusalClusters(refusals, scale, REFUSAL_APART).map((cluster) => (
        <Cluster key={cluster.from} cluster={cluster} middle={middle} right={scale.right} />
      ))}
    </g>
  )
}

function Cluster({ cluster, middle, right }: { cluster: RefusalCluster; middle: number; right: number }) {
  const { x, count } = cluster
  if (count === 1) {
    return <path d={`M${x} ${middle - 7}l7 7l-7 7l-7-7z`} className="fill-refused stroke-surface" strokeWidth="1" />
  }
  const text = count > 999 ? '999+' : String(count)
  const width = text.length * 7.2
  // Its left point keeps to the instant of the first one, as a single diamond's centre does.
  const left = Math.min(x, right - width - 10)
  return (
    <>
      <path
        d={`M${left - 6} ${middle}l7-9h${width + 3}l7 9l-7 9h${-width - 3}z`}
        className="fill-destroy stroke-surface"
        strokeWidth="1"
      />
      <text
        x={left + 2.5 + width / 2}
        y={middle + 4}
        textAnchor="middle"
        className="fill-on-destroy font-medium text-xs"
      >
        {text}
      </text>
    </>
  )
}
