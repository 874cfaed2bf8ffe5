import { Bot, Clock, KeyRound, LifeBuoy, type LucideIcon, MonitorSmartphone, Network, Unplug, User } from 'lucide-react'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { useZone } from '@/components/ui/clock'
import type { RoleBinding } from '@/lib/core/permissions'
import { count, total } from '@/lib/format/count'
import { absolute } from '@/lib/format/time'
import { CASE_STATE_LABELS } from '@/lib/locale/en/cases'
import { routes } from '@/lib/routes'
import type { Found } from '@/lib/services/find/find'
import { EverythingButtons } from '../_acts/everything-buttons'

interface FoundListProps {
  readonly items: readonly Found[]
  /** The moment that was typed behind the text. */
  readonly at: number | null
  readonly bindings: readonly RoleBinding[]
}

/** What a text led to, each with where it goes; where a time was typed with it, first what happened around then. */
export function FoundList({ items, at, bindings }: FoundListProps) {
  return (
    <ul aria-label="Found" className="mx-auto w-full max-w-2xl divide-y overflow-hidden rounded-lg border bg-surface">
      {items.map((item) => (
        <li key={keyOf(item)}>
          {at !== null && <AroundThen item={item} at={at} />}
          {render(item, bindings)}
        </li>
      ))}
    </ul>
  )
}

/** What happened to a person, or came from an address, around the time that was typed. */
function AroundThen({ item, at }: { item: Found; at: number }) {
  const zone = useZone()
  const title = `What happened around ${absolute(at, zone, 'minute')}`
  if (item.type === 'subject') {
    const href = routes.explain({ subjectId: item.id, at })
    return <Line icon={Clock} href={href} title={title} detail={item.name ?? item.email ?? item.externalId} />
  }
  if (item.type !== 'address') return null
  return (
    <Line
      icon={Clock}
      href={routes.explain({ address: item.address, at })}
      title={title}
      detail={`Refused from ${item.address}, also tokens that are nobody’s`}
    />
  )
}

function keyOf(item: Found): string {
  return 'id' in item ? item.id : item.type === 'address' ? item.address : item.requestId
}

function render(item: Found, bindings: readonly RoleBinding[]): ReactNode {
  switch (item.type) {
    case 'request':
      return (
        <Line
          icon={Unplug}
          href={routes.explain({ requestId: item.requestId })}
          title={item.requestId}
          detail="A refused request"
        />
      )
    case 'credential':
      return <CredentialLine item={item} />
    case 'subject':
      return <SubjectLine item={item} />
    case 'address':
      return <AddressLine item={item} bindings={bindings} />
    case 'case':
      return (
        <Line
          icon={LifeBuoy}
          href={routes.case(item.id)}
          title={item.name}
          detail={item.saw}
          aside={CASE_STATE_LABELS[item.state]}
        />
      )
    case 'local_request':
      return <LocalRequest requestId={item.requestId} />
  }
}

function CredentialLine({ item }: { item: Extract<Found, { type: 'credential' }> }) {
  const session = item.kind === 'session'
  return (
    <Line
      icon={session ? MonitorSmartphone : KeyRound}
      href={session ? routes.session(item.id) : routes.key(item.id)}
      title={item.name ?? (session ? `Session of ${item.subjectName}` : `Key of ${item.subjectName}`)}
      detail={`${item.applicationName} · ${item.subjectName}`}
    />
  )
}

function SubjectLine({ item }: { item: Extract<Found, { type: 'subject' }> }) {
  const named = item.name ?? item.email ?? item.externalId
  return (
    <Line
      icon={item.subjectType === 'person' ? User : Bot}
      href={routes.person(item.id)}
      title={named}
      detail={[item.email, item.externalId].filter((part) => part !== null && part !== named).join(' · ')}
      aside={`${count(item.live)} live`}
    />
  )
}

type AddressLineProps = { item: Extract<Found, { type: 'address' }>; bindings: readonly RoleBinding[] }

function AddressLine({ item, bindings }: AddressLineProps) {
  return (
    <>
      <Line
        icon={Network}
        href={routes.sessions({ from: item.address })}
        title={`Sessions from ${item.address}`}
        detail="Used from there or issued to it"
        aside={`${total(item.live)} live credentials`}
      />
      <div className="border-t">
        <Line
          icon={Unplug}
          href={routes.refusals({ from: item.address })}
          title={`Refusals from ${item.address}`}
          detail="What was presented from there and refused"
          aside={`${total(item.refusals)} refused`}
        />
      </div>
      <div className="flex justify-end border-t px-4 py-2.5">
        <EverythingButtons
          named
          of={item.address}
          scope={{ type: 'address', network: item.address }}
          bindings={bindings}
        />
      </div>
    </>
  )
}

/** The client's own references: the application answered before Assay was asked. */
function LocalRequest({ requestId }: { requestId: string }) {
  return (
    <div className="px-4 py-3">
      <p className="mono">{requestId}</p>
      <p className="text-muted">
        The application answered this itself: no token was sent, two were, or Assay could not be reached. So there is
        nothing here to explain; look at the application’s log for this reference.
      </p>
    </div>
  )
}

interface LineProps {
  readonly icon: LucideIcon
  readonly href: string
  readonly title: string
  readonly detail: string
  readonly aside?: string
}

function Line({ icon: Icon, href, title, detail, aside }: LineProps) {
  return (
    <Link href={href} prefetch={false} className="flex items-center gap-3 px-4 py-2.5 hover:bg-hover">
      <Icon size={16} strokeWidth={1.6} className="shrink-0 text-faint" aria-hidden />
      <span className="min-w-0 grow">
        <span className="block truncate font-medium">{title}</span>
        <span className="block truncate text-muted">{detail}</span>
      </span>
      {aside !== undefined && <span className="shrink-0 text-muted">{aside}</span>}
    </Link>
  )
}
