'use client'

import { VerdictBadge } from '@/components/credential/state-badge'
import { useZone } from '@/components/ui/clock'
import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Sheet } from '@/components/ui/sheet'
import type { Explanation } from '@/lib/services/explanation'
import { evidenceSections, evidenceText } from './evidence-sections'
import type { Told } from './judge-at'
import { ticketText } from './ticket-text'

export interface EvidenceDrawerProps {
  readonly explanation: Explanation
  readonly told: Told
  readonly open: boolean
  readonly onClose: () => void
}

/** What a verdict rests on, part by part, beside the explanation; whole as text for a ticket. */
export function EvidenceDrawer({ explanation, told, open, onClose }: EvidenceDrawerProps) {
  const zone = useZone()
  const sections = evidenceSections(explanation, told, zone)
  const text = `${ticketText(explanation, told, zone)}\n\n${evidenceText(sections)}`
  return (
    <Sheet open={open} onClose={onClose} label="Evidence" badge={<VerdictBadge active={told.verdict.active} />}>
      <div className="flex flex-col gap-5">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="mr-auto font-semibold text-base">Evidence</h2>
          <CopyButton text={text} label="Copy the evidence for a ticket" variant="default">
            Copy as text
          </CopyButton>
        </div>
        {sections.map(({ title, items }) => (
          <section key={title} aria-label={title}>
            <h3 className="mb-2 border-b pb-1 font-medium">{title}</h3>
            <DefinitionList items={items} />
          </section>
        ))}
      </div>
    </Sheet>
  )
}
