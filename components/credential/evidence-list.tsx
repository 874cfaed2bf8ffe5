import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'

/** One piece of evidence stored with a refusal. */
export interface EvidenceItem {
  readonly term: string
  readonly value: ReactNode
  /** The caller said so; Assay did not see it itself. */
  readonly reported?: boolean
}

export interface EvidenceListProps {
  readonly items: readonly EvidenceItem[]
  /** What else would have refused it, in words; empty when nothing. */
  readonly alsoTrue: readonly string[]
}

/** What the verdict was decided by, as it was stored: it can be judged again with the same result. */
export function EvidenceList({ items, alsoTrue }: EvidenceListProps) {
  const rows = items.map(({ term, value, reported }) => ({
    term,
    value: reported ? (
      <>
        {value} <span className="text-faint">reported</span>
      </>
    ) : (
      value
    ),
  }))
  const also = { term: 'Also true', value: alsoTrue.length === 0 ? 'nothing else' : alsoTrue.join(', ') }
  return (
    <Card title="Evidence">
      <DefinitionList items={[...rows, also]} />
    </Card>
  )
}
