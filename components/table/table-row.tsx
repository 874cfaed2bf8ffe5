/* biome-ignore-all lint/a11y/useSemanticElements: rows are virtual and become cards, which table elements cannot */
/* biome-ignore-all lint/a11y/useFocusableInteractive: focus stays on the grid, which names its current row */
'use client'

import clsx from 'clsx'
import type { MouseEvent } from 'react'
import { CheckBox } from '@/components/ui/checkbox'
import type { DataColumn } from './columns'
import type { DataTableProps } from './data-table-props'
import type { TableState } from './use-table-state'

type TableRowProps<Row extends object> = Pick<DataTableProps<Row>, 'rowName' | 'openId' | 'onOpen'> & {
  row: Row
  id: string
  /** Of its element in the document. */
  elementId: string
  index: number
  top: number
  height: number
  /** The lines of the card, where rows are cards. */
  lines: readonly DataColumn<Row>[][]
  state: TableState<Row>
  narrow: boolean
}

export function TableRow<Row extends object>(props: TableRowProps<Row>) {
  const { id, state, narrow, onOpen } = props
  const { cursor } = state
  const selected = state.matching || state.model.selected.has(id)
  const open = props.openId === id
  const onClick = (event: MouseEvent<HTMLElement>) => {
    if (isControl(event.target) || hasSelectedText()) return
    cursor.set(id)
    onOpen?.(id)
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid around it has the keys
    <div
      role="row"
      id={props.elementId}
      aria-rowindex={props.index + 2}
      aria-selected={state.selectable ? selected : undefined}
      onClick={onClick}
      data-current={cursor.id === id || undefined}
      data-open={open || undefined}
      className={clsx(
        'absolute inset-x-0 border-b outline-none print:static print:transform-none! print:break-inside-avoid',
        selected ? 'bg-gold-soft/70' : open ? 'bg-hover' : 'hover:bg-raised',
        'group-focus-visible/grid:data-current:shadow-[inset_0_0_0_2px_var(--gold)]',
        onOpen && 'cursor-pointer',
        narrow ? 'flex gap-3 px-1 py-2.75' : 'grid grid-cols-(--tracks) items-center',
      )}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      {state.selectable && <SelectCell {...props} selected={selected} />}
      {narrow ? <CardCell {...props} /> : <Cells {...props} />}
    </div>
  )
}

function Cells<Row extends object>({ row, state }: TableRowProps<Row>) {
  return state.model.visible.map((column) => (
    <div
      role="gridcell"
      key={column.id}
      className={clsx('min-w-0 truncate px-2.5', column.align === 'end' && 'text-right')}
    >
      {column.cell(row)}
    </div>
  ))
}

function CardCell<Row extends object>({ row, lines }: TableRowProps<Row>) {
  return (
    <div role="gridcell" className="min-w-0 grow">
      {lines.map((line, index) => (
        <div key={line[0]?.id} className={clsx('flex h-5 items-center gap-2', index > 0 && 'text-muted')}>
          {line.map((column) => (
            <span key={column.id} className={clsx('truncate', column.end && 'ml-auto shrink-0')}>
              {column.called && <span className="text-faint">{column.called} </span>}
              {column.cell(row)}
            </span>
          ))}
        </div>
      ))}
    </div>
  )
}

function SelectCell<Row extends object>({ id, row, rowName, state, selected, narrow }: SelectCellProps<Row>) {
  return (
    <div role="gridcell" className={narrow ? 'pt-0.75' : 'pl-2.5'}>
      <CheckBox
        className="block"
        aria-label={`Select ${rowName(row)}`}
        checked={selected}
        disabled={state.matching}
        onClick={(event) => state.cursor.toggleTo(id, event.shiftKey)}
        onChange={() => undefined}
      />
    </div>
  )
}

type SelectCellProps<Row extends object> = TableRowProps<Row> & { selected: boolean }

function isControl(target: EventTarget): boolean {
  return target instanceof Element && target.closest('a, button, input, label, [role=button]') !== null
}

// Someone who marks an id to copy it does not want the row to open.
function hasSelectedText(): boolean {
  return (window.getSelection()?.toString() ?? '') !== ''
}
