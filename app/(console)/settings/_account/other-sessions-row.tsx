'use client'

import { useState, useTransition } from 'react'
import { useProven } from '@/components/step-up/use-proven'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/notify'
import { plural } from '@/lib/format/count'
import { endSessions } from '../sessions/actions'

/** Whoever changes how they sign in can end, in the same place, what was opened before it (OWASP ASVS 7.4.3). */
export function OtherSessionsRow({ others }: { others: number }) {
  const [ended, setEnded] = useState(false)
  const [pending, start] = useTransition()
  const [proven, question] = useProven()
  if (others === 0 || ended) return null
  const end = () =>
    start(async () => {
      const result = await proven(() => endSessions({ which: 'others' }))
      if (!result.ok) return notify({ title: 'Nothing was ended', description: result.error.message, tone: 'failed' })
      setEnded(true)
      notify({ title: `${plural(result.value.ended, 'session')} ended` })
    })
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-t py-2.5">
      <p className="min-w-0 grow basis-50 text-muted text-xs">
        You are signed in {others === 1 ? 'once' : `${others} times`} elsewhere, and a change here does not end that.
      </p>
      <Button size="sm" variant="danger" pending={pending} onClick={end}>
        End the other {others === 1 ? 'session' : 'sessions'}
      </Button>
      {question}
    </div>
  )
}
