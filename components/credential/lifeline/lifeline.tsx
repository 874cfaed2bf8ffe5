'use client'

import { Maximize2, ZoomIn, ZoomOut } from 'lucide-react'
import { useId, useMemo, useState } from 'react'
import { useWidth } from '@/components/chart/use-width'
import { useZone } from '@/components/ui/clock'
import { IconButton } from '@/components/ui/icon-button'
import type { Instant } from '@/lib/core/instant'
import { absolute } from '@/lib/format/time'
import { Focus } from './focus'
import { FOCUS, OVERVIEW } from './layout'
import { Legend } from './legend'
import { boundsOf, eventsOf, firstWindow, type LifelineData } from './model'
import { Overview } from './overview'
import { fillsOf } from './patterns'
import { including, type Scale, type TimeWindow, within, zoomed } from './scale'
import { rangeWords } from './stamp'
import type { LineVerdict } from './verdict-line'

export interface LifelineProps {
  readonly data: LifelineData
  /** The instant judged: where the gold line stands. */
  readonly at: Instant
  /** What the judge says at that instant; null while it is not known. */
  readonly verdict: LineVerdict | null
  /** Names the picture: "Life of this session". */
  readonly label: string
  /** Called with each instant the line is moved to; without it the line stands still. */
  readonly onChange?: (at: Instant) => void
}

const WIDTH_GUESS = 1040

/** A credential's life on a time axis: the whole of it as a strip, a part of it large, and a line that asks the judge. */
export function Lifeline({ data, at, verdict, label, onChange }: LifelineProps) {
  const zone = useZone()
  const id = useId()
  const [ref, width] = useWidth<HTMLDivElement>(WIDTH_GUESS)
  const [first] = useState(at)
  const bounds = useMemo(() => boundsOf(data, first), [data, first])
  const events = useMemo(() => eventsOf(data), [data])
  const [window, setWindow] = useState<TimeWindow>(() => firstWindow(data, at, bounds))
  const shown = within(window, bounds)
  const scale = useScale(shown, width, FOCUS.inset)
  const whole = useScale(bounds, width, OVERVIEW.inset)
  const fills = useMemo(() => ({ focus: fillsOf(`${id}f`), overview: fillsOf(`${id}o`) }), [id])
  const move = (next: Instant) => {
    setWindow(including(shown, next, bounds))
    onChange?.(next)
  }
  return (
    <div ref={ref} className="flex flex-col gap-1.5">
      <Overview
        data={data}
        scale={whole}
        window={shown}
        at={at}
        zone={zone}
        fills={fills.overview}
        label={`${label}: the whole of it`}
        onWindow={setWindow}
      />
      <Toolbar window={shown} bounds={bounds} at={at} zone={zone} onWindow={setWindow} />
      <Focus
        data={data}
        events={events}
        scale={scale}
        bounds={bounds}
        at={at}
        verdict={verdict}
        zone={zone}
        fills={fills.focus}
        label={label}
        onWindow={setWindow}
        onChange={onChange === undefined ? undefined : move}
      />
      <Legend data={data} fills={fills.focus} />
      <ol className="sr-only" aria-label={`${label}: events`}>
        {events.map((event) => (
          <li key={`${event.kind} ${event.at} ${event.words}`}>{`${absolute(event.at, zone)}: ${event.words}`}</li>
        ))}
      </ol>
    </div>
  )
}

function useScale({ from, until }: TimeWindow, width: number, inset: number): Scale {
  return useMemo(() => ({ from, until, left: inset, right: width - inset }), [from, until, width, inset])
}

interface ToolbarProps {
  readonly window: TimeWindow
  readonly bounds: TimeWindow
  readonly at: Instant
  readonly zone: string
  readonly onWindow: (window: TimeWindow) => void
}

function Toolbar({ window, bounds, at, zone, onWindow }: ToolbarProps) {
  const around = at >= window.from && at <= window.until ? at : (window.from + window.until) / 2
  return (
    <div className="flex items-center gap-1">
      <p className="min-w-0 flex-1 truncate text-muted text-xs">{rangeWords(window.from, window.until, zone)}</p>
      <IconButton icon={ZoomOut} label="Show more time" onClick={() => onWindow(zoomed(window, 2, around, bounds))} />
      <IconButton icon={ZoomIn} label="Show less time" onClick={() => onWindow(zoomed(window, 0.5, around, bounds))} />
      <IconButton icon={Maximize2} label="Show the whole life" onClick={() => onWindow(bounds)} />
    </div>
  )
}
