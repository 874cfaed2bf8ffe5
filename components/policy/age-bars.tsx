import { memo } from 'react'
import { count } from '@/lib/format/count'
import { ageLabels } from './age-labels'
import { type AgeBucket, type AgeScale, bucketWidth, xOfAge } from './ages'
import { HISTOGRAM } from './histogram-layout'
import { limitText } from './limit-text'

export interface AgeBarsProps {
  readonly scale: AgeScale
  readonly seconds: number | null
  readonly currentSeconds: number | null
  readonly noun: string
}

/** The population as bars: green under the limit, red beyond it, a bar that the limit cuts is both. */
export const AgeBars = memo(function AgeBars({ scale, seconds, currentSeconds, noun }: AgeBarsProps) {
  const limit = seconds === null ? scale.right : xOfAge(scale, seconds)
  return (
    <>
      <g aria-hidden>
        {scale.buckets.map((bucket, index) => (
          <Bar key={bucket.fromSeconds} bucket={bucket} index={index} scale={scale} limit={limit} noun={noun} />
        ))}
        <path d={`M${scale.left} ${HISTOGRAM.base + 0.5}H${scale.right}`} className="stroke-line-strong" />
      </g>
      <Ages scale={scale} />
      {currentSeconds !== null && <Today scale={scale} seconds={currentSeconds} limit={limit} />}
    </>
  )
})

interface BarProps {
  readonly bucket: AgeBucket
  readonly index: number
  readonly scale: AgeScale
  readonly limit: number
  readonly noun: string
}

function Bar({ bucket, index, scale, limit, noun }: BarProps) {
  if (bucket.count === 0) return null
  const each = bucketWidth(scale)
  const gap = each > 8 ? 3 : each > 4 ? 1 : 0
  const left = scale.left + index * each
  const right = left + each - gap
  const most = Math.max(...scale.buckets.map((other) => other.count), 1)
  const tall = Math.max((bucket.count / most) * (HISTOGRAM.base - HISTOGRAM.top), 1.5)
  const cut = Math.min(Math.max(limit, left), right)
  const box = { y: HISTOGRAM.base - tall, height: tall }
  return (
    <g>
      <title>{`${limitText(bucket.fromSeconds)} to ${limitText(bucket.untilSeconds)}: ${count(bucket.count)} ${noun}`}</title>
      {cut > left && <rect {...box} x={left} width={cut - left} className="fill-active/55" />}
      {right > cut && <rect {...box} x={cut} width={right - cut} className="fill-refused/75" />}
    </g>
  )
}

/** Ages along the bottom, at the edges of buckets. */
function Ages({ scale }: { scale: AgeScale }) {
  return (
    <g aria-hidden>
      {ageLabels(scale).map(({ key, left, text }) => (
        <text key={key} x={left} y={HISTOGRAM.ages} className="fill-muted text-xs">
          {text}
        </text>
      ))}
    </g>
  )
}

/** Where the limit stands now. */
function Today({ scale, seconds, limit }: { scale: AgeScale; seconds: number; limit: number }) {
  const x = xOfAge(scale, seconds)
  if (Math.abs(x - limit) < 2) return null
  const atRight = x > (scale.left + scale.right) / 2
  return (
    <g aria-hidden>
      <path d={`M${x} ${HISTOGRAM.today}V${HISTOGRAM.base}`} className="stroke-ended" strokeDasharray="3 3" />
      <text
        x={atRight ? x - 6 : x + 6}
        y={HISTOGRAM.today + 4}
        textAnchor={atRight ? 'end' : 'start'}
        className="fill-muted text-xs"
      >
        limit today
      </text>
    </g>
  )
}
