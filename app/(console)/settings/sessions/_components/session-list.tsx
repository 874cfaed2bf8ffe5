'use client'

import { Laptop, Smartphone } from 'lucide-react'
import { useState, useTransition } from 'react'
import { Address } from '@/components/credential/device'
import { useProven } from '@/components/step-up/use-proven'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { notify } from '@/components/ui/notify'
import { Time } from '@/components/ui/time'
import { plural } from '@/lib/format/count'
import { methodWords } from '@/lib/locale/en/methods'
import type { OwnSession } from '@/lib/services/operators/account/own-sessions'
import { endSessions } from '../actions'

/** The operator's own sessions; any other can be ended, all others at once. */
export function SessionList({ sessions }: { sessions: readonly OwnSession[] }) {
  const [ending, setEnding] = useState<string | null>(null)
  const [, start] = useTransition()
  const [proven, question] = useProven()
  const others = sessions.filter(({ current }) => !current).length
  const end = (which: Parameters<typeof endSessions>[0]) => {
    setEnding(which.which === 'one' ? which.sessionId : 'others')
    start(async () => {
      const result = await proven(() => endSessions(which))
      setEnding(null)
      if (result.ok) notify({ title: `${plural(result.value.ended, 'session')} ended` })
      else notify({ title: 'Nothing was ended', description: result.error.message, tone: 'failed' })
    })
  }
  return (
    <Card
      title={plural(sessions.length, 'session')}
      aside={
        <Button
          variant="danger"
          pending={ending === 'others'}
          disabledReason={others === 0 ? 'There is only this one.' : undefined}
          onClick={() => end({ which: 'others' })}
        >
          End the others
        </Button>
      }
    >
      <ul aria-label="Your sessions" className="flex flex-col">
        {sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            pending={ending === session.id}
            onEnd={() => end({ which: 'one', sessionId: session.id })}
          />
        ))}
      </ul>
      {question}
    </Card>
  )
}

type SessionRowProps = { session: OwnSession; pending: boolean; onEnd: () => void }

function SessionRow({ session, pending, onEnd }: SessionRowProps) {
  const { current, device, ip, signedInAt, lastUsedAt, method } = session
  const name = device?.words ?? 'Unknown device'
  const Icon = /iPhone|iPad|Android/.test(name) ? Smartphone : Laptop
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5 not-first:border-t">
      <Icon size={15} strokeWidth={1.7} className="mt-0.5 self-start text-muted" aria-hidden />
      <div className="min-w-0 grow basis-60">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium" title={device?.exact}>
            {name}
          </span>
          {current && <Badge tone="active">this one</Badge>}
        </p>
        <p className="text-muted text-xs">
          <Address address={ip} /> · signed in <Time at={signedInAt} />
          {method !== null && ` with ${methodWords(method)}`} ·{' '}
          {current ? (
            'in use now'
          ) : (
            <>
              used <Time at={lastUsedAt} />
            </>
          )}
        </p>
      </div>
      {!current && (
        <Button size="sm" variant="danger" pending={pending} aria-label={`End the session on ${name}`} onClick={onEnd}>
          End
        </Button>
      )}
    </li>
  )
}
