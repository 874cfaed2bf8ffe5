'use client'

import dynamic from 'next/dynamic'
import { type ReactNode, useMemo, useState } from 'react'
import { VerdictAdvice, VerdictHeadline } from '@/components/credential/verdict-headline'
import { VerdictTrace } from '@/components/credential/verdict-trace'
import { EvidenceButton } from '@/components/explanation/evidence-button'
import { EvidenceCard } from '@/components/explanation/evidence-card'
import { describeAt } from '@/components/explanation/judge-at'
import { LifeCard } from '@/components/explanation/life-card'
import { OwnerCard } from '@/components/explanation/owner-card'
import { ticketText } from '@/components/explanation/ticket-text'
import { traceRows } from '@/components/explanation/trace-rows'
import { VerdictAbout } from '@/components/explanation/verdict-about'
import { Button } from '@/components/ui/button'
import { useZone } from '@/components/ui/clock'
import { CopyButton } from '@/components/ui/copy-button'
import type { Instant } from '@/lib/core/instant'
import { reasonWord } from '@/lib/locale/en/explain'
import type { Explanation } from '@/lib/services/explanation'

/** Most credentials stand alone: only a family loads what draws one. */
const FamilyCard = dynamic(() => import('./family-card').then((module) => module.FamilyCard))

export interface ExplanationViewProps {
  readonly explanation: Explanation
  /** What can be done about it: "Open a case…". */
  readonly acts?: ReactNode
  /** What can be done about whose it is and where it came from. */
  readonly aside?: ReactNode
}

/** A verdict from the sentence down to the proof. Dragging the line judges another instant with the same judge. */
export function ExplanationView({ explanation, acts, aside }: ExplanationViewProps) {
  const zone = useZone()
  const asked = explanation.verdict.judgedAt
  const [at, setAt] = useState<Instant>(asked)
  const told = useMemo(() => describeAt(explanation, at, zone), [explanation, at, zone])
  return (
    <article className="flex flex-col gap-4.5" aria-label="Explanation">
      <VerdictHeadline
        active={told.verdict.active}
        reason={told.verdict.reason === null ? null : reasonWord(told.verdict.reason).toLowerCase()}
        sentence={told.words.sentence}
        detail={told.words.detail}
        about={<VerdictAbout explanation={explanation} at={at} />}
        actions={
          <>
            {at !== asked && <Button onClick={() => setAt(asked)}>Back to the instant asked</Button>}
            <CopyButton text={ticketText(explanation, told, zone)} label="Copy for the ticket" variant="default">
              Copy for the ticket
            </CopyButton>
            <EvidenceButton explanation={explanation} told={told} />
            {acts}
          </>
        }
      />
      <VerdictAdvice holder={told.words.holder} operator={told.words.operator} customer={told.words.customer} />
      <LifeCard explanation={explanation} told={told} at={at} onChange={setAt} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_300px]">
        <VerdictTrace rows={traceRows(told)} />
        <div className="flex flex-col gap-3">
          <EvidenceCard explanation={explanation} told={told} />
          {explanation.credential !== null && explanation.family.length > 0 && (
            <FamilyCard family={explanation.family} credentialId={explanation.credential.id} />
          )}
          <OwnerCard explanation={explanation} />
          {aside}
        </div>
      </div>
    </article>
  )
}
