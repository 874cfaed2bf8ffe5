'use client'

import { Ban, CircleStop, FileSliders, LogIn, type LucideIcon, MousePointerClick, UserCog } from 'lucide-react'
import Link from 'next/link'
import { Card } from '@/components/ui/card'
import { useZone } from '@/components/ui/clock'
import { Time } from '@/components/ui/time'
import { plural } from '@/lib/format/count'
import { routes } from '@/lib/routes'
import type { MomentEvent, MomentExplanation } from '@/lib/services/tokens/moment'
import { eventWords } from './moment-words'

const ICONS: Readonly<Record<MomentEvent['type'], LucideIcon>> = {
  issued: LogIn,
  used: MousePointerClick,
  ended: CircleStop,
  refused: Ban,
  acted: UserCog,
  policy: FileSliders,
}

/** Everything of the stretch in the order it happened, with a line where the moment lies. */
export function MomentEvents({ moment }: { moment: MomentExplanation }) {
  const { events, at, more } = moment
  const before = events.filter((event) => event.at < at)
  const after = events.filter((event) => event.at >= at)
  return (
    <Card title="What happened" note={more ? 'the first of more' : plural(events.length, 'event')}>
      {events.length === 0 && (
        <p className="text-muted">Nothing is recorded in this stretch. Look further around it.</p>
      )}
      <ol aria-label="What happened" className="flex flex-col">
        {before.map((event) => (
          <Event key={keyOf(event)} event={event} />
        ))}
        {events.length > 0 && (
          <li className="my-1 flex items-center gap-2.5 text-gold-ink text-xs">
            <Time at={at} form="compact" className="w-28 shrink-0" />
            <span className="h-px grow bg-gold" aria-hidden />
            the moment asked about
          </li>
        )}
        {after.map((event) => (
          <Event key={keyOf(event)} event={event} />
        ))}
      </ol>
    </Card>
  )
}

function keyOf(event: MomentEvent): string {
  return [
    event.type,
    event.at,
    'credentialId' in event && event.credentialId,
    'requestId' in event && event.requestId,
  ].join()
}

function Event({ event }: { event: MomentEvent }) {
  const zone = useZone()
  const Icon = ICONS[event.type]
  const href = hrefOf(event)
  return (
    <li className="flex min-h-8 items-center gap-2.5 max-sm:items-start max-sm:py-1">
      <Time at={event.at} form="compact" className="w-28 shrink-0 text-muted max-sm:w-20" />
      <Icon
        size={14}
        strokeWidth={1.7}
        className={event.type === 'refused' ? 'shrink-0 text-refused' : 'shrink-0 text-faint'}
        aria-hidden
      />
      <span className="min-w-0 grow">
        {eventWords(event, zone)}
        <From event={event} />
      </span>
      {href !== null && (
        <Link href={href} prefetch={false} className="link shrink-0">
          {event.type === 'policy' ? 'Policy' : 'Explain'}
        </Link>
      )}
    </li>
  )
}

function From({ event }: { event: MomentEvent }) {
  if (event.type !== 'issued' && event.type !== 'refused') return null
  const parts = [event.ip, event.device].filter((part) => part !== null)
  return parts.length === 0 ? null : <span className="text-muted"> from {parts.join(' · ')}</span>
}

function hrefOf(event: MomentEvent): string | null {
  switch (event.type) {
    case 'refused':
      if (event.requestId !== null) return routes.explain({ requestId: event.requestId })
      return event.credentialId === null ? null : routes.explain({ credentialId: event.credentialId, at: event.at })
    case 'policy':
      return routes.policy(event.policyId)
    case 'acted':
      return null
    default:
      return routes.explain({ credentialId: event.credentialId, at: event.at })
  }
}
