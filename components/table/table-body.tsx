'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import { usePrinting } from '@/components/ui/media-query'
import { cardLines } from './columns'
import type { DataTableProps } from './data-table-props'
import { TableRow } from './table-row'
import type { TableState } from './use-table-state'

const ROW_HEIGHT = { normal: 36, dense: 30 }
const CARD_LINE = 20
const CARD_PADDING = 24
/** How many rows before the end the next page is asked for. */
const AHEAD = 24

type TableBodyProps<Row extends object> = DataTableProps<Row> & {
  state: TableState<Row>
  tableId: string
  scroll: RefObject<HTMLDivElement | null>
  narrow: boolean
}

/** The rows that are in sight, and the asking for more before the last of them is. */
export function TableBody<Row extends object>(props: TableBodyProps<Row>) {
  const { state, narrow, scroll } = props
  const { model, cursor } = state
  const rows = model.table.getRowModel().rows
  const lines = cardLines(model.visible)
  const printing = usePrinting()
  const height = narrow ? lines.length * CARD_LINE + CARD_PADDING : ROW_HEIGHT[state.view.density]
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    // On paper nothing scrolls: every row that was read is there.
    overscan: printing ? rows.length : 10,
    scrollPaddingStart: narrow ? 0 : 40,
    scrollPaddingEnd: 88,
    useFlushSync: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new height is what makes the old measures wrong
  useEffect(() => virtual.measure(), [height, virtual])
  useEffect(() => {
    if (cursor.index >= 0) virtual.scrollToIndex(cursor.index, { align: 'auto' })
  }, [cursor.index, virtual])
  const items = virtual.getVirtualItems()
  useLoadAhead(items.at(-1)?.index ?? 0, rows.length, props)
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are virtual and become cards, which table elements cannot
    <div role="rowgroup" className="relative sm:min-w-(--least)" style={{ height: virtual.getTotalSize() }}>
      {items.map((item) => {
        const row = rows[item.index]
        return row ? (
          <TableRow
            key={row.id}
            {...props}
            id={`${props.tableId}-${row.id}`}
            row={row}
            index={item.index}
            top={item.start}
            height={height}
            lines={lines}
          />
        ) : null
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
