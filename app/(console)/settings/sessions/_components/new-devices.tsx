'use client'

import { useState, useTransition } from 'react'
import { Address } from '@/components/credential/device'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { notify } from '@/components/ui/notify'
import { Time } from '@/components/ui/time'
import type { NewDevice } from '@/lib/services/operators/devices/new-devices'
import { endSessions, knowDevice } from '../actions'

/** Sign-ins from devices that were new, until the operator says that it was they. */
export function NewDevices({ devices }: { devices: readonly NewDevice[] }) {
  return (
    <Card title="Signed in from a new device" note="Was it you?" className="mb-3.5">
      <ul aria-label="New devices" className="flex flex-col">
        {devices.map((device) => (
          <NewDeviceRow key={device.id} seen={device} />
        ))}
      </ul>
    </Card>
  )
}

function NewDeviceRow({ seen: { id, at, device, ip, sessionId } }: { seen: NewDevice }) {
  const [pending, start] = useTransition()
  const [ended, setEnded] = useState(false)
  const name = device?.words ?? 'Unknown device'
  const itWasMe = () =>
    start(async () => {
      const result = await knowDevice({ id })
      if (!result.ok) notify({ title: 'This could not be noted', description: result.error.message, tone: 'failed' })
    })
  const itWasNot = () =>
    start(async () => {
      const result = await endSessions({ which: 'one', sessionId })
      if (!result.ok) {
        notify({ title: 'The session was not ended', description: result.error.message, tone: 'failed' })
        return
      }
      setEnded(true)
      notify({
        title: 'The session is ended',
        description: 'Whoever it was knew your password. Change it now, under Account.',
      })
    })
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2 not-first:border-t">
      <div className="min-w-0 grow basis-60">
        <p className="font-medium" title={device?.exact}>
          {name}
        </p>
        <p className="text-muted text-xs">
          <Address address={ip} /> · <Time at={at} form="both" />
          {ended && ' · its session is ended'}
        </p>
      </div>
      <Button size="sm" pending={pending} aria-label={`It was me on ${name}`} onClick={itWasMe}>
        It was me
      </Button>
      <Button
        size="sm"
        variant="danger"
        pending={pending}
        disabledReason={ended ? 'It is ended. Change your password under Account.' : undefined}
        aria-label={`It was not me on ${name}: end its session`}
        onClick={itWasNot}
      >
        Not me: end it
      </Button>
    </li>
  )
}
