'use client'

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { count, type Total, total as written } from '@/lib/format/count'
import type { Selection } from './selection'

type BulkBarProps = {
  selection: Selection
  total: Total | undefined
  /** Offers to widen the selection to all that match. */
  allMatching: boolean
  onAllMatching: () => void
  onClear: () => void
  /** The acts. */
  children: ReactNode
}

/** Says exactly what an act will act on. */
export function BulkBar({ selection, total, allMatching, onAllMatching, onClear, children }: BulkBarProps) {
  const wider = selection.kind === 'rows' && allMatching && total !== undefined
  return (
    <section
      aria-label="Selection"
      className="inverse absolute inset-x-0 bottom-4 z-20 mx-auto flex w-max max-w-full flex-wrap items-center gap-x-2.5 gap-y-2 rounded-lg bg-surface py-2 pr-1.5 pl-3.5 text-ink shadow-lift max-sm:w-full"
    >
      <p role="status" className="whitespace-nowrap font-medium">
        {selection.kind === 'rows' ? `${count(selection.ids.length)} selected` : `All ${totalWords(total)} that match`}
      </p>
      {wider && (
        <button type="button" onClick={onAllMatching} className="link whitespace-nowrap text-muted hover:text-ink">
          or all {totalWords(total)} that match
        </button>
      )}
      <div className="flex items-center gap-2 max-sm:ml-auto">
        {children}
        <IconButton icon={X} label="Clear the selection" onClick={onClear} />
      </div>
    </section>
  )
}

function totalWords(total: Total | undefined): string {
  return total ? written(total) : ''
}
