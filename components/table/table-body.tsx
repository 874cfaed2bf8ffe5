'use client'

import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect } from 'react'
import type { DataColumn } from './columns'
import { cardLines } from './columns'
import type { TableModel } from './table-head'
import { TableRow } from './table-row'
import type { RowCursor } from './use-row-cursor'

const ROW_HEIGHT = { normal: 36, dense: 30 }
const CARD_LINE = 20
const CARD_PADDING = 24
/** How many rows before the end the next page is asked for. */
const AHEAD = 24

type TableBodyProps<Row extends object> = {
  tableId: string
  scroll: RefObject<HTMLDivElement | null>
  columns: readonly DataColumn<Row>[]
  rowName: (row: Row) => string
  model: TableModel<Row>
  cursor: RowCursor
  narrow: boolean
  dense: boolean
  selectable: boolean
  matching: boolean
  openId?: string | null | undefined
  onOpen?: ((id: string) => void) | undefined
  onHover: (over: boolean) => void
  hasMore: boolean
  loadMore: () => void
  isLoadingMore: boolean
}

/** The rows that are in sight, and the asking for more before the last of them is. */
export function TableBody<Row extends object>(props: TableBodyProps<Row>) {
  const { model, narrow, cursor, scroll } = props
  const rows = model.table.getRowModel().rows
  const lines = cardLines(model.visible)
  const height = narrow ? lines.length * CARD_LINE + CARD_PADDING : ROW_HEIGHT[props.dense ? 'dense' : 'normal']
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
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
    <div
      role="rowgroup"
      className="relative min-w-max max-sm:min-w-0"
      style={{ height: virtual.getTotalSize() }}
      onPointerEnter={() => props.onHover(true)}
      onPointerLeave={() => props.onHover(false)}
    >
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
        <p role="status" className="absolute top-full left-2.5 py-2.5 text-muted text-xs">
          Loading more…
        </p>
      )}
    </div>
  )
}

type Loading = Pick<TableBodyProps<object>, 'hasMore' | 'isLoadingMore' | 'loadMore'>

function useLoadAhead(last: number, loaded: number, { hasMore, isLoadingMore, loadMore }: Loading): void {
  const due = hasMore && !isLoadingMore && last >= loaded - AHEAD
  // biome-ignore lint/correctness/useExhaustiveDependencies: `loaded` asks again when a page was too short to matter
  useEffect(() => {
    if (due) loadMore()
  }, [due, loaded, loadMore])
}
