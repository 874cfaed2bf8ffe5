'use client'

import { useCallback } from 'react'
import { useTicking } from '@/components/ui/clock'
import type { CredentialRow } from '@/lib/queries/credentials'
import { LifeBar } from './life-bar'

type Living = Pick<CredentialRow, 'state' | 'since' | 'issuedAt' | 'lapses'>

/** A bar moves by less than a pixel in this time, however short the life. */
const STEP_MILLISECONDS = 5_000

/** Life left, in a row of a table. */
export function CredentialLife({ credential }: { credential: Living }) {
  const now = useTicking(useCallback((at: number) => at - (at % STEP_MILLISECONDS), []))
  return <LifeBar {...limitsOf(credential)} issuedAt={credential.issuedAt} state={credential.state} now={now} />
}

/** The limits of a credential as a bar draws them: the one that slides with use, and the one that does not. */
export function limitsOf({ state, since, lapses }: Pick<Living, 'state' | 'since' | 'lapses'>) {
  return {
    idleUntil: lapses.find(({ reason }) => reason === 'idle')?.at ?? null,
    endsAt: lapses.find(({ reason }) => reason !== 'idle')?.at ?? null,
    endedAt: state === 'ended' ? since : null,
  }
}
