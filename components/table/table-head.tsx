/* biome-ignore-all lint/a11y/useSemanticElements: rows are virtual and become cards, which table elements cannot */
/* biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid, which names its current row */
'use client'

import clsx from 'clsx'
import { CheckBox } from '@/components/ui/checkbox'
import type { TableState } from './use-table-state'

/** The header row. It stays at the top while rows scroll under it. */
export function TableHead<Row extends object>({ state }: { state: TableState<Row> }) {
  const { model, selectable } = state
  return (
    <div role="rowgroup" className="sticky top-0 z-10 min-w-(--least) bg-canvas">
      <div
        role="row"
        aria-rowindex={1}
        className="grid h-8 grid-cols-(--tracks) items-center border-b font-medium text-muted text-xs"
      >
        {selectable && <SelectAll state={state} />}
        {model.visible.map((column) => (
          <div
            role="columnheader"
            key={column.id}
            className={clsx('truncate px-2.5', column.align === 'end' && 'text-right')}
          >
            {column.header}
          </div>
        ))}
      </div>
    </div>
  )
}

function SelectAll<Row extends object>({ state: { model, matching, clear } }: { state: TableState<Row> }) {
  const all = matching || model.allSelected
  const some = !all && model.selected.size > 0
  return (
    <div role="columnheader" className="pl-2.5">
      <CheckBox
        className="block"
        aria-label="Select every row that is loaded"
        checked={all}
        indeterminate={some}
        onChange={() => (all ? clear() : model.select(model.ids, true))}
      />
    </div>
  )
}
