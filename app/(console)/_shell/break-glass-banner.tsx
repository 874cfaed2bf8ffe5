'use client'

import { Siren } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/notify'
import { Time } from '@/components/ui/time'
import type { BreakGlassAlarm } from '@/lib/services/operators/recovery/break-glass'
import { acknowledge } from './break-glass-actions'

/** Tells an owner, on every page, that somebody let themselves in past every rule, until they say that they saw it. */
export function BreakGlassBanner({ alarms }: { alarms: readonly BreakGlassAlarm[] }) {
  return (
    <section aria-label="Alarms">
      <ul aria-label="Break-glass alarms">
        {alarms.map((alarm) => (
          <Alarm key={alarm.id} alarm={alarm} />
        ))}
      </ul>
    </section>
  )
}

function Alarm({ alarm: { id, at, osUser, operatorName } }: { alarm: BreakGlassAlarm }) {
  const [gone, setGone] = useState(false)
  const [pending, start] = useTransition()
  if (gone) return null
  const see = () =>
    start(async () => {
      const result = await acknowledge({ id })
      if (result.ok) setGone(true)
      else notify({ title: 'This could not be noted', description: result.error.message, tone: 'failed' })
    })
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b bg-refused-soft px-6 py-2.5 text-refused-ink max-sm:px-4">
      <Siren size={16} strokeWidth={1.8} className="shrink-0" aria-hidden />
      <p className="min-w-0 grow basis-60">
        <strong className="font-semibold">Break-glass was used</strong> <Time at={at} /> on the machine itself, by its
        user <span className="mono">{osUser}</span>:{' '}
        {operatorName === null
          ? 'a link that makes a new owner.'
          : `the account of ${operatorName} was opened by a new link.`}{' '}
        If nobody among you did this, the machine is not yours alone.
      </p>
      <Button size="sm" pending={pending} onClick={see}>
        I have seen this
      </Button>
    </li>
  )
}
