'use client'

import clsx from 'clsx'
import { useCallback } from 'react'
import { duration } from '@/lib/format/duration'
import { useTicking } from './clock'

export type LiveDotProps = {
  /** When the data last arrived, epoch milliseconds by the server's clock; null before the first time. */
  updatedAt: number | null
  /** `behind`: the last try failed, older data stands. `paused`: nothing is asked for. */
  state?: 'live' | 'behind' | 'paused'
}

const words = { live: 'Live', behind: 'Cannot update', paused: 'Paused' }
const dots = { live: 'bg-active', behind: 'bg-soon', paused: 'bg-ended' }

/** "Live · updated 2 s ago". */
export function LiveDot({ updatedAt, state = 'live' }: LiveDotProps) {
  const age = useTicking(
    useCallback((now: number) => (updatedAt === null ? '' : duration(Math.max(0, now - updatedAt))), [updatedAt]),
  )
  return (
    <span className="inline-flex items-center gap-1.5 whitespace-nowrap text-muted text-xs">
      <span className={clsx('size-1.5 rounded-full', dots[state])} aria-hidden />
      {words[state]}
      {age && ` · updated ${age} ago`}
    </span>
  )
}
