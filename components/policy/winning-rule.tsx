import clsx from 'clsx'
import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'

/** One place a limit may come from. */
export interface RuleSource {
  readonly name: ReactNode
  readonly key: string
  /** The limit it sets, in words; null when it sets none. */
  readonly limit: string | null
  readonly wins: boolean
}

export interface WinningRuleProps {
  /** For each limit, all rules that reach these credentials, nearest first. */
  readonly limits: readonly { readonly label: string; readonly sources: readonly RuleSource[] }[]
}

/** The strictest rule wins, and it is said which one that is. */
export function WinningRule({ limits }: WinningRuleProps) {
  return (
    <Card title="Which rule wins here">
      {limits.map(({ label, sources }) => (
        <section key={label} aria-label={`Which ${label.toLowerCase()} wins`} className="mt-2.5 first-of-type:mt-0">
          <h3 className="mb-1 text-faint text-xs">{label}</h3>
          <ol className="flex flex-col gap-1.5">
            {sources.map((source, index) => (
              <Source key={source.key} position={index + 1} source={source} />
            ))}
          </ol>
        </section>
      ))}
    </Card>
  )
}

function Source({ position, source: { name, limit, wins } }: { position: number; source: RuleSource }) {
  return (
    <li className={clsx('flex gap-2', wins && 'font-semibold')}>
      <span aria-hidden className="w-3.5 shrink-0 font-normal text-faint">
        {position}
      </span>
      <span className="min-w-0 flex-1 break-words">
        {name}
        {wins && <span className="ml-1.5 font-medium text-gold-ink text-xs">wins</span>}
      </span>
      <span className={clsx(!wins && 'text-muted')}>{limit ?? 'none'}</span>
    </li>
  )
}
