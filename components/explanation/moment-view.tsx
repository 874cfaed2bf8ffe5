'use client'

import Link from 'next/link'
import type { ReactNode } from 'react'
import { ownerName } from '@/components/credential/owner'
import { VerdictBadge } from '@/components/credential/state-badge'
import { VerdictAdvice } from '@/components/credential/verdict-headline'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { useZone } from '@/components/ui/clock'
import { CopyButton } from '@/components/ui/copy-button'
import { Time } from '@/components/ui/time'
import { duration } from '@/lib/format/duration'
import { reasonWord } from '@/lib/locale/en/explain'
import { routes } from '@/lib/routes'
import type { Likely, MomentExplanation } from '@/lib/services/tokens/moment'
import { MomentEvents } from './moment-events'
import { MomentForm } from './moment-form'
import { MomentStrip } from './moment-strip'
import { momentTicket } from './moment-ticket'
import { awayFrom, nothingLikely, tellLikely } from './moment-words'

export interface MomentViewProps {
  readonly moment: MomentExplanation
  /** What can be done with it: "Open a case…". */
  readonly acts?: ReactNode
  /** What can be done about whose it is. */
  readonly aside?: ReactNode
}

/** What happened to a person around a moment: the likeliest explanation as a sentence, then everything on one line. */
export function MomentView({ moment, acts, aside }: MomentViewProps) {
  const zone = useZone()
  const { subject, at, from, until, likely } = moment
  const [first, ...rest] = likely
  return (
    <article className="flex flex-col gap-4.5" aria-label="Explanation">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-3">
        <p className="min-w-0 basis-full text-muted">
          <Link href={routes.person(subject.id)} className="link text-ink">
            {ownerName(subject)}
          </Link>{' '}
          · around <Time at={at} form="absolute" /> · looked at from <Time at={from} form="compact" /> to{' '}
          <Time at={until} form="compact" />
        </p>
        <Headline moment={moment} zone={zone} />
        <div className="flex flex-wrap gap-2.5">
          <CopyButton text={momentTicket(moment, zone)} label="Copy for the ticket" variant="default">
            Copy for the ticket
          </CopyButton>
          {acts}
        </div>
      </header>
      {first !== undefined && <Advice likely={first} subjectName={ownerName(subject)} zone={zone} />}
      <MomentForm
        at={at}
        within={Math.round((at - from) / 60_000)}
        hrefOf={(asked, within) => routes.explain({ subjectId: subject.id, at: asked, within })}
      />
      <Card title="On one line" note={`${duration(until - from)}`}>
        <MomentStrip moment={moment} />
      </Card>
      {rest.length > 0 && <AlsoPossible likely={rest} at={at} subjectName={ownerName(subject)} />}
      <MomentEvents moment={moment} />
      {aside}
    </article>
  )
}

function Headline({ moment, zone }: { moment: MomentExplanation; zone: string }) {
  const [first] = moment.likely
  if (first === undefined) {
    const { sentence, detail } = nothingLikely(moment)
    return (
      <div className="min-w-0 flex-1 basis-80">
        <h1 className="mb-1.5 text-balance font-semibold text-xl tracking-tight sm:text-2xl">{sentence}</h1>
        <p className="text-base text-muted">{detail}</p>
      </div>
    )
  }
  const words = tellLikely(first, ownerName(moment.subject), zone)
  const { reason } = first.verdict
  return (
    <div className="min-w-0 flex-1 basis-80">
      <p className="flex flex-wrap items-center gap-2.5">
        {first.type === 'refused' ? <VerdictBadge active={false} /> : <Badge tone="ended">Ended</Badge>}
        {reason !== null && <Badge tone="ended">{reasonWord(reason).toLowerCase()}</Badge>}
        <span className="text-muted">most likely, {awayFrom(first.at, moment.at)}</span>
      </p>
      <h1 className="mt-2.5 mb-1.5 text-balance font-semibold text-xl tracking-tight sm:text-2xl">{words.sentence}</h1>
      <p className="text-base text-muted">{words.detail}</p>
      <p className="mt-1.5">
        <LikelyLink likely={first} />
      </p>
    </div>
  )
}

function Advice({ likely, subjectName, zone }: { likely: Likely; subjectName: string; zone: string }) {
  const { holder, operator, customer } = tellLikely(likely, subjectName, zone)
  return <VerdictAdvice holder={holder} operator={operator} customer={customer} />
}

interface AlsoPossibleProps {
  readonly likely: readonly Likely[]
  readonly at: number
  readonly subjectName: string
}

function AlsoPossible({ likely, at, subjectName }: AlsoPossibleProps) {
  const zone = useZone()
  return (
    <Card title="Also possible">
      <ul className="divide-y">
        {likely.map((each) => (
          <li key={`${each.at} ${each.credentialId}`} className="py-2 first:pt-0 last:pb-0">
            <p>{tellLikely(each, subjectName, zone).sentence}</p>
            <p className="text-muted">
              {awayFrom(each.at, at)}, at {each.applicationName} · <LikelyLink likely={each} />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The whole explanation of one of them. */
function LikelyLink({ likely: { requestId, credentialId, verdict } }: { likely: Likely }) {
  if (requestId !== null) {
    return (
      <Link href={routes.explain({ requestId })} className="link">
        Every check of this refusal
      </Link>
    )
  }
  if (credentialId === null) return null
  return (
    <Link href={routes.explain({ credentialId, at: verdict.judgedAt })} className="link">
      Every check at that instant
    </Link>
  )
}
