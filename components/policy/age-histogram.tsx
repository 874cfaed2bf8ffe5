'use client'

import { type KeyboardEvent, useMemo } from 'react'
import { useDrag } from '@/components/chart/use-drag'
import { useWidth } from '@/components/chart/use-width'
import { count } from '@/lib/format/count'
import { AgeBars } from './age-bars'
import {
  type AgeBucket,
  type AgeScale,
  ageAtX,
  endingAt,
  type LimitRange,
  limitStep,
  population,
  roundLimit,
} from './ages'
import { LimitHandle } from './limit-handle'
import { limitText } from './limit-text'

export interface AgeHistogramProps extends LimitRange {
  /** Live credentials by age, without gaps, youngest first. */
  readonly buckets: readonly AgeBucket[]
  /** The limit being tried; null is none. */
  readonly seconds: number | null
  /** The limit in force; null is none. */
  readonly currentSeconds: number | null
  readonly onChange: (seconds: number) => void
  /** The limit's accessible name: "Idle limit". */
  readonly label: string
  /** What is counted, in the plural: "sessions". */
  readonly noun: string
  /** The server's count for exactly this limit, once it is known. */
  readonly exactEnding: number | null
}

const INSET = 10

/** Who is alive by age, under the limit that is dragged: what stands beyond it would end. */
export function AgeHistogram(props: AgeHistogramProps) {
  const { buckets, seconds, currentSeconds, onChange, label, noun, exactEnding } = props
  const [ref, width] = useWidth<HTMLDivElement>(700)
  const scale = useMemo<AgeScale>(() => ({ buckets, left: INSET, right: width - INSET }), [buckets, width])
  const ending = exactEnding === null ? endingAt(buckets, seconds) : { count: exactEnding, exact: true }
  const words = `${ending.exact ? '' : 'about '}${count(ending.count)}`
  const drag = useDrag(({ x }) => {
    onChange(pointed(scale, x, props))
    return (point) => onChange(pointed(scale, point.x, props))
  })
  const onKeyDown = (event: KeyboardEvent) => {
    const next = keyLimit(event.key, scale, props)
    if (next === null) return
    event.preventDefault()
    onChange(next)
  }
  const valueText = `${limitText(seconds)}: ${words} of ${count(population(buckets))} ${noun} end`
  return (
    <div ref={ref}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields, this holds a slider inside a picture */}
      <svg
        width="100%"
        height={218}
        role="group"
        aria-label={`${noun} by age`}
        className="block select-none overflow-visible"
      >
        <AgeBars scale={scale} seconds={seconds} currentSeconds={currentSeconds} noun={noun} />
        <rect width="100%" height={218} className="cursor-ew-resize touch-pan-y fill-transparent" {...drag} />
        <LimitHandle
          scale={scale}
          seconds={seconds}
          label={label}
          valueText={valueText}
          ending={ending.count === 0 ? 'none end' : `${words} end`}
          range={props}
          drag={drag}
          onKeyDown={onKeyDown}
        />
      </svg>
    </div>
  )
}

function pointed(scale: AgeScale, x: number, range: LimitRange): number {
  const seconds = ageAtX(scale, x)
  return roundLimit(seconds, limitStep(scale, seconds), range)
}

/** Where a key takes the limit: arrows by one step, page keys by five, home to the tightest, end to the one in force. */
function keyLimit(key: string, scale: AgeScale, props: AgeHistogramProps): number | null {
  const longest = scale.buckets.at(-1)?.untilSeconds ?? props.maxSeconds
  const now = props.seconds ?? longest
  const step = limitStep(scale, now)
  const targets: Record<string, number> = {
    ArrowRight: now + step,
    ArrowUp: now + step,
    ArrowLeft: now - step,
    ArrowDown: now - step,
    PageUp: now + 5 * step,
    PageDown: now - 5 * step,
    Home: props.minSeconds,
    End: props.currentSeconds ?? longest,
  }
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined
  return target === undefined ? null : roundLimit(target, key === 'End' ? 1 : step, props)
}
