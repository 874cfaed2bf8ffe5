'use client'

import Link from 'next/link'
import { VerdictBadge } from '@/components/credential/state-badge'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { useZone } from '@/components/ui/clock'
import { CopyButton } from '@/components/ui/copy-button'
import { Time } from '@/components/ui/time'
import type { RoleBinding } from '@/lib/core/permissions'
import { actWords } from '@/lib/locale/en/acts'
import { EVIDENCE_LABELS } from '@/lib/locale/en/cases'
import { reasonWord } from '@/lib/locale/en/explain'
import { tellFrozen } from '@/lib/locale/en/frozen'
import { routes } from '@/lib/routes'
import type { CaseDetail } from '@/lib/services/cases/read'
import type { EvidenceView } from '@/lib/services/cases/read-evidence'
import { JoinForm } from './join-form'

export interface CaseEvidenceProps {
  readonly story: CaseDetail
  readonly bindings: readonly RoleBinding[]
}

/** What explains it, as it stood when it was joined. */
export function CaseEvidence({ story, bindings }: CaseEvidenceProps) {
  const { evidence } = story
  return (
    <Card title="Evidence" note={evidence.length === 0 ? undefined : 'as it stood when it was joined'}>
      {evidence.length === 0 && (
        <p className="text-muted">
          Nothing is joined yet. Paste the reference from their error page, or use “Open a case…” on an explanation.
        </p>
      )}
      <ul className="divide-y">
        {evidence.map((item) => (
          <li key={item.id} className="py-2.5 first:pt-0">
            <Evidence item={item} />
          </li>
        ))}
      </ul>
      <JoinForm story={story} bindings={bindings} />
    </Card>
  )
}

function Evidence({ item }: { item: EvidenceView }) {
  const { frozen, entry } = item
  return (
    <>
      {frozen !== null && <Told frozen={frozen} />}
      {entry !== null && (
        <p>
          {actWords(entry.action)} <span className="text-muted">by {entry.actorName}</span> ·{' '}
          <Time at={entry.at} form="absolute" />
        </p>
      )}
      <p className="mt-1 flex flex-wrap items-center gap-x-2 text-muted text-xs">
        <span>{EVIDENCE_LABELS[item.type]}</span>
        <EvidenceLink item={item} />
        <span>
          joined <Time at={item.addedAt} form="relative" /> by {item.addedBy}
        </span>
      </p>
    </>
  )
}

function Told({ frozen }: { frozen: NonNullable<EvidenceView['frozen']> }) {
  const zone = useZone()
  const words = tellFrozen(frozen, zone)
  const { reason, active } = frozen.verdict
  return (
    <div className="flex items-start gap-2">
      <div className="min-w-0 grow">
        <p className="flex flex-wrap items-center gap-2">
          <VerdictBadge active={active} />
          {reason !== null && <Badge tone="ended">{reasonWord(reason).toLowerCase()}</Badge>}
        </p>
        <p className="mt-1.5 font-medium">{words.sentence}</p>
        <p className="text-muted">{words.detail}</p>
      </div>
      <CopyButton text={words.customer} label="Copy the sentence for the customer" />
    </div>
  )
}

function EvidenceLink({ item: { frozen, type, key } }: { item: EvidenceView }) {
  if (frozen?.requestId) {
    return (
      <Link href={routes.explain({ requestId: frozen.requestId })} className="mono link">
        {frozen.requestId}
      </Link>
    )
  }
  const credential = frozen?.credential
  if (credential == null) return <span className="mono">{type === 'audit_entry' ? key : null}</span>
  const at = frozen?.verdict.judgedAt
  return (
    <Link href={routes.explain({ credentialId: credential.id, at })} className="mono link">
      {credential.label}
    </Link>
  )
}
