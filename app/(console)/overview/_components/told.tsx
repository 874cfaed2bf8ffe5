'use client'

import { useNow, useZone } from '@/components/ui/clock'
import { day, machine, timeOfDay } from '@/lib/format/time'
import type { Told } from '@/lib/locale/en/overview'

/** A sentence with its instants in the operator's zone, to the minute: "since 14:05". */
export function Sentence({ told }: { told: Told }) {
  return told.map((part) => (typeof part === 'string' ? part : <Minute key={`at ${part.at}`} at={part.at} />))
}

function Minute({ at }: { at: number }) {
  const zone = useZone()
  const now = useNow()()
  const today = day(at, zone) === day(now, zone)
  return (
    <time dateTime={machine(at)} className="tabular-nums" title={`${day(at, zone)}, ${timeOfDay(at, zone)} ${zone}`}>
      {today ? '' : `${day(at, zone)}, `}
      {timeOfDay(at, zone, 'minute')}
    </time>
  )
}
