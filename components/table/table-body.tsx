'use client'

import clsx from 'clsx'
import { useEffect } from 'react'
import type { DataColumn } from './columns'
import type { DataTableProps } from './data-table-props'
import type { RowWindow } from './row-window'
import { TableRow } from './table-row'
import type { TableState } from './use-table-state'

/** How many rows before the end the next page is asked for. */
const AHEAD = 24

type TableBodyProps<Row extends object> = DataTableProps<Row> & {
  state: TableState<Row>
  tableId: string
  narrow: boolean
  /** The rows that are drawn, and the height of each. */
  drawn: RowWindow
  height: number
  /** The lines of the card, where rows are cards. */
  lines: readonly DataColumn<Row>[][]
}

/** The rows that are in sight, and the asking for more before the last of them is. */
export function TableBody<Row extends object>(props: TableBodyProps<Row>) {
  const { drawn, height, state } = props
  const { rows, ids } = state.model
  useLoadAhead(drawn.end - 1, rows.length, props)
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and become cards, which table elements cannot
    <div
      role="rowgroup"
      inert={props.stale}
      className={clsx('relative transition-opacity sm:min-w-(--least) print:h-auto!', props.stale && 'opacity-45')}
      style={{ height: rows.length * height }}
    >
      {rows.slice(drawn.first, drawn.end).map((row, offset) => {
        const index = drawn.first + offset
        const id = ids[index] ?? String(index)
        return (
          <TableRow
            key={id}
            {...props}
            {...{ row, id, index }}
            elementId={`${props.tableId}-${id}`}
            top={index * height}
          />
        )
      })}
      {props.isLoadingMore && (
        <p aria-hidden className="absolute top-full left-2.5 py-2.5 text-muted text-xs">
          Loading more…
        </p>
      )}
    </div>
  )
}

type Loading = Pick<DataTableProps<object>, 'hasMore' | 'isLoadingMore' | 'loadMore'>

function useLoadAhead(last: number, loaded: number, { hasMore, isLoadingMore, loadMore }: Loading): void {
  const due = hasMore && !isLoadingMore && last >= loaded - AHEAD
  // biome-ignore lint/correctness/useExhaustiveDependencies: `loaded` asks again when a page was too short to matter
  useEffect(() => {
    if (due) loadMore()
  }, [due, loaded, loadMore])
}
