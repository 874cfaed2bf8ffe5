import clsx from 'clsx'
import type { ReactNode } from 'react'

export type Definition = { term: string; value: ReactNode }

export type DefinitionListProps = {
  items: readonly (Definition | null | false | undefined)[]
  /** `figures`: values stand at the right end, for counts. */
  layout?: 'facts' | 'figures'
  className?: string
}

export function DefinitionList({ items, layout = 'facts', className }: DefinitionListProps) {
  const columns = layout === 'facts' ? 'grid-cols-[6.5rem_minmax(0,1fr)]' : 'grid-cols-[1fr_auto]'
  return (
    <dl className={clsx('grid items-baseline gap-x-3 gap-y-1.75', columns, className)}>
      {items.map((item) =>
        item ? (
          <div key={item.term} className="contents">
            <dt className="text-muted">{item.term}</dt>
            <dd className={clsx('min-w-0 break-words', layout === 'figures' && 'text-right')}>{item.value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}
