'use client'

import { useCallback } from 'react'
import { useTicking } from '@/components/ui/clock'
import { duration } from '@/lib/format/duration'
import type { CredentialRow } from '@/lib/queries/credentials'
import { StateBadge } from './state-badge'

type Stated = Pick<CredentialRow, 'state' | 'reason' | 'reasonWord' | 'endsAt' | 'notBefore' | 'overlapUntil'>

/** The state with what matters about it: "ends in 6 min", "ended: idle". It keeps ticking. */
export function CredentialState({ credential }: { credential: Stated }) {
  const words = useTicking(useCallback((now: number) => stateWords(credential, now), [credential]))
  return <StateBadge state={credential.state} words={words === '' ? undefined : words} />
}

/** Empty where the state's own word says all. */
export function stateWords({ state, reasonWord, endsAt, notBefore, overlapUntil }: Stated, now: number): string {
  switch (state) {
    case 'ending_soon':
      return endsAt === null ? '' : left('ends', endsAt, now)
    case 'in_overlap':
      return overlapUntil === null ? '' : left('overlap', overlapUntil, now)
    case 'pending':
      return notBefore === null ? '' : left('starts', notBefore, now)
    case 'ended':
      return reasonWord === null ? '' : `ended: ${reasonWord.toLowerCase()}`
    default:
      return ''
  }
}

// The judge has spoken at the page's time; a limit that has passed since is told as due, not as a verdict of ours.
function left(verb: 'ends' | 'overlap' | 'starts', at: number, now: number): string {
  if (at <= now) return `${verb} now`
  return `${verb === 'overlap' ? 'overlap:' : `${verb} in`} ${firstUnit(duration(at - now))}`
}

/** "1 day 23 h" → "1 day": a badge is no place for hours of days. */
function firstUnit(length: string): string {
  return length.split(' ').slice(0, 2).join(' ')
}
