import { useMemo } from 'react'
import { lifelineOf } from '@/components/credential/lifeline/from-record'
import { Lifeline } from '@/components/credential/lifeline/lifeline'
import { Card } from '@/components/ui/card'
import type { Instant } from '@/lib/core/instant'
import { reasonWord } from '@/lib/locale/en/explain'
import type { Explanation } from '@/lib/services/explanation'
import type { Told } from './judge-at'

interface LifeCardProps {
  readonly explanation: Explanation
  readonly told: Told
  readonly at: Instant
  readonly onChange: (at: Instant) => void
}

/** The life of what was matched; nothing where nothing was. */
export function LifeCard({ explanation, told, at, onChange }: LifeCardProps) {
  const data = useMemo(() => lifeData(explanation), [explanation])
  const { credential } = explanation
  if (data === null || credential === null) return null
  const { active, reason } = told.verdict
  const words = active || reason === null ? 'accepted' : `refused: ${reasonWord(reason).toLowerCase()}`
  const what = credential.kind === 'session' ? 'session' : 'key'
  return (
    <Card
      title={`Life of this ${what}`}
      note={`${credential.subject.name ?? credential.subject.externalId} · ${credential.application.name}`}
      aside="Drag the line: the verdict is the one at that instant"
    >
      <Lifeline data={data} at={at} verdict={{ active, words }} label={`Life of this ${what}`} onChange={onChange} />
    </Card>
  )
}

function lifeData({ facts, policies, uses, refusals, now, successorIssuedAt }: Explanation) {
  if (facts?.record === undefined || facts.record === null) return null
  const marks = refusals.map(({ at, reason, count }) => ({ at, reason: reasonWord(reason).toLowerCase(), count }))
  return lifelineOf({
    record: facts.record,
    policies,
    overlapFrom: successorIssuedAt,
    uses,
    refusals: marks,
    now,
    word: (reason) => reasonWord(reason).toLowerCase(),
  })
}
