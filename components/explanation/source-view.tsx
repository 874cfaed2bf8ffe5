'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { ReasonBadge } from '@/components/credential/reason-badge'
import { VerdictAdvice } from '@/components/credential/verdict-headline'
import { Card } from '@/components/ui/card'
import { useZone } from '@/components/ui/clock'
import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { count, total } from '@/lib/format/count'
import { reasonWord } from '@/lib/locale/en/explain'
import { routes } from '@/lib/routes'
import type { SourceExplanation, SourceRefusal } from '@/lib/services/tokens/source'
import { MomentForm } from './moment-form'
import { sourceTicket } from './moment-ticket'
import { sourceSentence, tellLikely } from './moment-words'

export interface SourceViewProps {
  readonly source: SourceExplanation
  readonly acts?: ReactNode
  /** What can be done about the address. */
  readonly aside?: ReactNode
}

/** What came from one address or network around a moment and was refused, also where nobody's credential was matched. */
export function SourceView({ source, acts, aside }: SourceViewProps) {
  const zone = useZone()
  const { address, at, from, until, likely } = source
  const [first] = likely
  const words = first === undefined ? null : tellLikely(first, null, zone)
  return (
    <article className="flex flex-col gap-4.5" aria-label="Explanation">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <p className="min-w-0 basis-full text-muted">
          <span className="mono text-ink">{address}</span> · around <Time at={at} form="absolute" /> · looked at from{' '}
          <Time at={from} form="compact" /> to <Time at={until} form="compact" />
        </p>
        <div className="min-w-0 flex-1 basis-80">
          <h1 className="mb-1.5 text-balance font-semibold text-xl tracking-tight sm:text-2xl">
            {sourceSentence(source)}
          </h1>
          <p className="text-base text-muted">
            {words === null
              ? 'Look further around it, or at a wider network such as 203.0.113.0/24.'
              : `Nearest to the moment: ${words.sentence}`}
          </p>
        </div>
        <div className="flex flex-wrap gap-2.5">
          <CopyButton text={sourceTicket(source, zone)} label="Copy for the ticket" variant="default">
            Copy for the ticket
          </CopyButton>
          {acts}
        </div>
      </header>
      {words !== null && <VerdictAdvice holder={words.holder} operator={words.operator} customer={words.customer} />}
      <MomentForm
        at={at}
        within={Math.round((at - from) / 60_000)}
        hrefOf={(asked, within) => routes.explain({ address, at: asked, within })}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_300px]">
        <Presented source={source} />
        <Known source={source} aside={aside} />
      </div>
    </article>
  )
}

function Presented({ source: { refusals, more } }: { source: SourceExplanation }) {
  return (
    <Card title="What was presented" note={more ? 'the newest of more' : undefined}>
      {refusals.length === 0 && <p className="text-muted">Nothing was refused from there.</p>}
      <ol aria-label="What was presented" className="flex flex-col">
        {refusals.map((refusal) => (
          <Refusal key={refusal.id} refusal={refusal} />
        ))}
      </ol>
    </Card>
  )
}

function Refusal({ refusal }: { refusal: SourceRefusal }) {
  const { at, reason, count: times, ownerName, applicationName, device, requestId } = refusal
  return (
    <li className="flex min-h-8 items-center gap-2.5 max-sm:flex-wrap max-sm:py-1">
      <Time at={at} form="compact" className="w-28 shrink-0 text-muted max-sm:w-20" />
      <ReasonBadge reason={reason} word={reasonWord(reason)} />
      {times > 1 && <span className="text-muted">× {count(times)}</span>}
      <span className="min-w-0 grow truncate text-muted">
        {[ownerName, applicationName, device].filter((part) => part !== null).join(' · ')}
      </span>
      <Link href={routes.explain({ requestId })} prefetch={false} className="link shrink-0">
        Explain
      </Link>
    </li>
  )
}

/** What is known of a source that presents tokens of nobody. */
function Known({ source, aside }: SourceViewProps) {
  const { reasons, accepted, people, imitated, applications, devices } = source
  return (
    <div className="flex flex-col gap-3">
      <Card title="Reasons">
        <DefinitionList
          layout="figures"
          items={reasons.map(({ reason, count: times }) => ({ term: reasonWord(reason), value: count(times) }))}
        />
        {reasons.length === 0 && <p className="text-muted">None.</p>}
      </Card>
      <Card title="Who else is there">
        <DefinitionList
          items={[
            { term: 'Works there', value: `${total(accepted)} live credentials were last used from there` },
            people.length > 0 && { term: 'Refused', value: <Names items={people.map(personLink)} /> },
            imitated.length > 0 && { term: 'Imitated', value: <Names items={imitated.map(imitatedLink)} /> },
            applications.length > 0 && { term: 'Asked by', value: applications.join(', ') },
            devices.length > 0 && { term: 'Devices', value: devices.join(', ') },
          ]}
        />
      </Card>
      {aside}
    </div>
  )
}

interface NameLink {
  readonly key: string
  readonly href: string
  readonly words: string
}

function personLink({ id, name, count: times }: SourceExplanation['people'][number]): NameLink {
  return { key: id, href: routes.person(id), words: times > 1 ? `${name} × ${count(times)}` : name }
}

function imitatedLink({
  credentialId,
  kind,
  name,
  ownerName,
  count: times,
}: SourceExplanation['imitated'][number]): NameLink {
  const href = kind === 'session' ? routes.session(credentialId) : routes.key(credentialId)
  return { key: credentialId, href, words: `${name ?? 'session'} of ${ownerName} × ${count(times)}` }
}

function Names({ items }: { items: readonly NameLink[] }) {
  return (
    <ul>
      {items.map(({ key, href, words }) => (
        <li key={key}>
          <Link href={href} className="link">
            {words}
          </Link>
        </li>
      ))}
    </ul>
  )
}
