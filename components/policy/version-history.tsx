import { ArrowRight } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { Instant } from '@/lib/core/instant'

/** One rule that a version changed, in words: "idle limit", "30 min", "15 min". `before` is null in the first version. */
export interface VersionChange {
  readonly rule: string
  readonly before: string | null
  readonly after: string
}

export interface VersionEntry {
  readonly version: number
  /** Null: since the installation. */
  readonly from: Instant | null
  readonly until: Instant | null
  readonly setBy: string | null
  readonly note: string | null
  readonly changes: readonly VersionChange[]
}

export interface VersionHistoryProps {
  /** Newest first. */
  readonly versions: readonly VersionEntry[]
  /** What may be done with an older version, such as "Use these limits again". */
  readonly action?: (version: VersionEntry) => ReactNode
}

/** Every version that was ever in force, with what it changed and who set it. */
export function VersionHistory({ versions, action }: VersionHistoryProps) {
  return (
    <Card title="Versions" note={`${versions.length} in all`}>
      <ol>
        {versions.map((entry) => (
          <li key={entry.version} className="border-t py-2.5 first:border-t-0 last:pb-0">
            <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
              <span className="font-semibold">Version {entry.version}</span>
              {entry.until === null ? <Badge tone="active">in force</Badge> : null}
              <span className="text-muted">
                {entry.from === null ? 'at the installation' : <Time at={entry.from} form="compact" />}
                {entry.setBy && `, ${entry.setBy}`}
              </span>
              {entry.until !== null && action && <span className="ml-auto">{action(entry)}</span>}
            </div>
            <Changes changes={entry.changes} />
            {entry.note && <p className="mt-1 text-muted">“{entry.note}”</p>}
          </li>
        ))}
      </ol>
    </Card>
  )
}

function Changes({ changes }: { changes: readonly VersionChange[] }) {
  if (changes.length === 0) return <p className="mt-1 text-muted">changed nothing</p>
  return (
    <ul className="mt-1 flex flex-wrap gap-x-4 gap-y-0.5">
      {changes.map(({ rule, before, after }) => (
        <li key={rule} className="flex items-center gap-1.5">
          <span className="text-muted">{rule}</span>
          {before !== null && (
            <>
              <del className="text-faint">{before}</del>
              <ArrowRight size={12} className="text-faint" role="img" aria-label="became" />
            </>
          )}
          <ins className="font-medium no-underline">{after}</ins>
        </li>
      ))}
    </ul>
  )
}
