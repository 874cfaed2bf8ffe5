'use client'

import { AppWindow, ClockAlert, KeyRound, type LucideIcon, Network, RefreshCw } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Time } from '@/components/ui/time'
import { count, plural } from '@/lib/format/count'
import { clockWords, tellSurge } from '@/lib/locale/en/overview'
import { routes } from '@/lib/routes'
import type { Unusual } from '@/lib/services/overview/unusual'
import { Sentence } from './told'

/** What stands out, each with the list that shows it. */
export function UnusualList({ unusual }: { unusual: readonly Unusual[] }) {
  if (unusual.length === 0) {
    return (
      <p className="text-muted">
        No application, address, clock or old key stands out. What does appears here within seconds.
      </p>
    )
  }
  return (
    <ul className="-mx-2 flex flex-col">
      {unusual.map((each) => (
        <li key={keyOf(each)}>{render(each)}</li>
      ))}
    </ul>
  )
}

function keyOf(each: Unusual): string {
  switch (each.type) {
    case 'application':
      return `application ${each.application.id}`
    case 'address':
      return `address ${each.address}`
    case 'clock':
      return `clock ${each.application.id} ${each.callerAddress}`
    default:
      return `${each.type} ${each.key.id}`
  }
}

function render(each: Unusual): ReactNode {
  switch (each.type) {
    case 'application':
      return (
        <Line
          icon={AppWindow}
          href={routes.refusals({ application: each.application.id, within: 'last-1h' })}
          title={each.application.name}
        >
          <Sentence told={tellSurge(each.surge, null)} />
        </Line>
      )
    case 'address':
      return (
        <Line
          icon={Network}
          href={routes.refusals({ from: searchable(each.address), within: 'last-1h' })}
          title={each.address}
        >
          {addressWords(each)}
        </Line>
      )
    case 'clock':
      return (
        <Line
          icon={ClockAlert}
          href={routes.refusals({ reason: 'clock_skew', application: each.application.id, within: 'last-24h' })}
          title={`A server of ${each.application.name}`}
        >
          Its clock was {clockWords(each.skewSeconds)}
          {each.callerAddress && ` at ${each.callerAddress}`}, last seen <Time at={each.at} />. Set it by NTP.
        </Line>
      )
    case 'overlap':
      return (
        <Line icon={RefreshCw} href={routes.key(each.key.id)} title={`${each.key.name} of ${each.owner}`}>
          The old key was used <Time at={each.lastUsedAt} /> although it has a successor. It is refused{' '}
          <Time at={each.overlapUntil} />.
        </Line>
      )
    case 'superseded':
      return (
        <Line icon={KeyRound} href={routes.key(each.key.id)} title={`${each.key.name} of ${each.owner}`}>
          Replaced, and still presented: refused {plural(each.refusals, 'time')} in 24 hours, last{' '}
          <Time at={each.lastAt} />.
        </Line>
      )
  }
}

/** A masked address is no filter. */
function searchable(address: string): string | null {
  return address.includes('•') ? null : address
}

function addressWords({ credentials, forged, refusals }: Extract<Unusual, { type: 'address' }>): string {
  const parts = [
    ...(credentials > 1 ? [`${count(credentials)} different credentials`] : []),
    ...(forged > 0 ? [`${plural(forged, 'token')} that nobody issued`] : []),
  ]
  return `${plural(refusals, 'refusal')} in the last hour: ${parts.join(', ')}.`
}

function Line({
  icon: Icon,
  href,
  title,
  children,
}: {
  icon: LucideIcon
  href: string
  title: string
  children: ReactNode
}) {
  return (
    <div className="relative flex items-start gap-3 rounded-md px-2 py-2 hover:bg-hover">
      <Icon size={16} strokeWidth={1.6} className="mt-0.5 shrink-0 text-soon" aria-hidden />
      <div className="min-w-0">
        <Link href={href} className="font-medium after:absolute after:inset-0 after:rounded-md">
          {title}
        </Link>
        <p className="text-pretty text-muted">{children}</p>
      </div>
    </div>
  )
}
