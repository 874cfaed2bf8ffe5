import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { count } from '@/lib/format/count'

/** One place a limit may come from. */
export interface RuleSource {
  readonly name: ReactNode
  readonly key: string
  /** The limit it sets, in words; null when it sets none. */
  readonly limit: string | null
  /** How many live credentials it decides for; null when that is not counted. */
  readonly decidesFor: number | null
  readonly wins: boolean
}

/** All rules that reach these credentials, nearest first. The strictest wins, and it is said which one that is. */
export function WinningRule({ sources }: { sources: readonly RuleSource[] }) {
  return (
    <Card title="Which rule wins here">
      <ol className="flex flex-col gap-1.5">
        {sources.map(({ key, name, limit, decidesFor, wins }, index) => (
          <li key={key} className={clsx('flex gap-2', wins && 'font-semibold')}>
            <span aria-hidden className="w-3.5 shrink-0 font-normal text-faint">
              {index + 1}
            </span>
            <span className="min-w-0 flex-1 break-words">
              {name}
              {wins && <span className="ml-1.5 font-medium text-gold-ink text-xs">wins</span>}
            </span>
            <span className={clsx(!wins && 'text-muted')}>{limitWords(limit, decidesFor)}</span>
          </li>
        ))}
      </ol>
    </Card>
  )
}

function limitWords(limit: string | null, decidesFor: number | null): string {
  if (limit === null) return 'none'
  return decidesFor === null ? limit : `${limit} · ${count(decidesFor)}`
}
