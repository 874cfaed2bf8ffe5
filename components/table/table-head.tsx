'use client'

import clsx from 'clsx'
import { CheckBox } from '@/components/ui/checkbox'
import type { DataColumn } from './columns'
import { TableSettings } from './table-settings'
import type { TableView } from './table-view'
import type { useDataTable } from './use-data-table'

export type TableModel<Row extends object> = ReturnType<typeof useDataTable<Row>>

type TableHeadProps<Row extends object> = {
  model: TableModel<Row>
  columns: readonly DataColumn<Row>[]
  view: TableView
  setView: (view: TableView) => void
  selectable: boolean
  matching: boolean
  onClear: () => void
  onHelp: () => void
}

/** The header row. It stays at the top while rows scroll under it. */
export function TableHead<Row extends object>(props: TableHeadProps<Row>) {
  const { model, selectable, columns, view, setView, onHelp } = props
  return (
    <div role="rowgroup" className="sticky top-0 z-10 min-w-max bg-canvas">
      <div
        role="row"
        aria-rowindex={1}
        tabIndex={-1}
        className="grid h-8 grid-cols-(--tracks) items-center border-b font-medium text-muted text-xs"
      >
        {selectable && <SelectAll {...props} />}
        {model.visible.map((column) => (
          <div
            role="columnheader"
            tabIndex={-1}
            key={column.id}
            className={clsx('truncate px-2.5', column.align === 'end' && 'text-right')}
          >
            {column.header}
          </div>
        ))}
      </div>
      <div className="absolute top-0 right-0 flex h-8 items-center bg-canvas pl-1">
        <TableSettings columns={columns} view={view} setView={setView} onHelp={onHelp} />
      </div>
    </div>
  )
}

function SelectAll<Row extends object>({ model, matching, onClear }: TableHeadProps<Row>) {
  const all = matching || model.table.getIsAllRowsSelected()
  const some = !all && model.selectedIds.length > 0
  return (
    <div role="columnheader" tabIndex={-1} className="pl-2.5">
      <CheckBox
        className="block"
        aria-label="Select every row that is loaded"
        checked={all}
        indeterminate={some}
        onChange={() => (all ? onClear() : model.table.toggleAllRowsSelected(true))}
      />
    </div>
  )
}
