'use client'

import { type ReactNode, useId, useRef, useState } from 'react'
import { ErrorState } from '@/components/ui/error-state'
import { useNarrow } from '@/components/ui/media-query'
import type { Total } from '@/lib/format/count'
import { BulkBar } from './bulk-bar'
import { type DataColumn, tracks } from './columns'
import { KeysHelp } from './keys-help'
import { NewRows } from './new-rows'
import type { Selection } from './selection'
import { TableBody } from './table-body'
import { TableHead } from './table-head'
import { TableSkeleton } from './table-skeleton'
import { useTableView } from './table-view'
import { useDataTable } from './use-data-table'
import { useFrozenRows } from './use-frozen-rows'
import { useRowCursor } from './use-row-cursor'
import { useTableKeys } from './use-table-keys'

/** A single-letter act of the page: `e` explain, `r` revoke. It gets the selection, or the current row alone. */
export type TableShortcut = { key: string; label: string; run: (target: Selection) => void }

export type DataTableProps<Row extends object> = {
  /** Names what the operator remembers about this table: "sessions". */
  id: string
  /** Its accessible name: "Sessions". */
  label: string
  columns: readonly DataColumn<Row>[]
  rows: readonly Row[]
  /** Stable: declare it at module level. */
  rowId: (row: Row) => string
  /** How a row is called aloud: "Ines Okafor". */
  rowName: (row: Row) => string
  status: 'loading' | 'error' | 'ready'
  error?: { requestId: string | undefined; retry: () => void } | undefined
  /** What stands there when nothing matches: an EmptyState that says what to do next. Required. */
  empty: ReactNode
  total?: Total | undefined
  hasMore: boolean
  loadMore: () => void
  isLoadingMore: boolean
  onOpen?: ((id: string) => void) | undefined
  /** The row whose sheet is open. */
  openId?: string | null | undefined
  /** Makes rows selectable; what it returns stands in the bulk bar. */
  bulkActions?: ((selection: Selection, clear: () => void) => ReactNode) | undefined
  /** May the selection be widened to all that match? */
  allMatching?: boolean
  shortcuts?: readonly TableShortcut[]
  /** Rows hold still under the pointer, the focus and a selection, and offer "12 new". */
  live?: boolean
  /** Fill the page (default), or grow with the rows up to 480 px inside a card. */
  fit?: 'page' | 'card'
}

export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { status, rows, error, empty } = props
  if (status === 'loading') return <TableSkeleton columns={props.columns} label={props.label} />
  if (status === 'error') return <ErrorState requestId={error?.requestId} retry={error?.retry} />
  if (rows.length === 0) return empty
  return <LoadedTable {...props} />
}

function LoadedTable<Row extends object>(props: DataTableProps<Row>) {
  const { rowId, bulkActions, shortcuts = [], live = false, fit = 'page' } = props
  const tableId = useId()
  const scroll = useRef<HTMLDivElement>(null)
  const narrow = useNarrow()
  const [view, setView] = useTableView(props.id)
  const [touched, setTouched] = useState(false)
  const [matching, setMatching] = useState(false)
  const [helping, setHelping] = useState(false)
  const selectable = bulkActions !== undefined
  const [holding, setHolding] = useState(false)
  const frozen = useFrozenRows(props.rows, rowId, live && (touched || holding))
  const model = useDataTable({ rows: frozen.rows, rowId, columns: props.columns, view, selectable })
  const anySelected = matching || model.selectedIds.length > 0
  if (anySelected !== holding) setHolding(anySelected)
  const selection: Selection = matching ? { kind: 'matching' } : { kind: 'rows', ids: model.selectedIds }
  const clear = () => {
    setMatching(false)
    model.setRowSelection({})
  }
  const cursor = useRowCursor({ rows: model.table.getRowModel().rows, onOpen: props.onOpen, selectable })
  const target = (): Selection => (anySelected || !cursor.id ? selection : { kind: 'rows', ids: [cursor.id] })
  const onKeyDown = useTableKeys({
    move: cursor.move,
    toggle: cursor.toggle,
    open: cursor.open,
    clear: () => {
      if (anySelected) clear()
      return anySelected
    },
    help: () => setHelping(true),
    letters: Object.fromEntries(shortcuts.map(({ key, run }) => [key, () => run(target())])),
  })
  const style = { '--tracks': tracks(model.visible, selectable) } as React.CSSProperties
  return (
    <div className={fit === 'page' ? 'relative flex min-h-0 grow flex-col' : 'relative flex max-h-120 flex-col'}>
      <NewRows waiting={frozen.waiting} onShow={frozen.release} />
      {/* biome-ignore lint/a11y/useSemanticElements: rows are virtual and become cards, which table elements cannot */}
      <div
        ref={scroll}
        role="grid"
        aria-label={props.label}
        aria-rowcount={props.total?.exact ? props.total.count + 1 : -1}
        aria-colcount={narrow ? 1 : model.visible.length + (selectable ? 1 : 0)}
        aria-multiselectable={selectable || undefined}
        aria-activedescendant={cursor.id ? `${tableId}-${cursor.id}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onFocus={() => setTouched(true)}
        onBlur={() => setTouched(false)}
        style={style}
        className="group/grid min-h-0 grow overflow-auto overscroll-contain pb-20 outline-none"
      >
        {!narrow && (
          <TableHead
            model={model}
            columns={props.columns}
            view={view}
            setView={setView}
            selectable={selectable}
            matching={matching}
            onClear={clear}
            onHelp={() => setHelping(true)}
          />
        )}
        <TableBody
          {...props}
          tableId={tableId}
          scroll={scroll}
          narrow={narrow}
          dense={view.density === 'dense'}
          model={model}
          selectable={selectable}
          matching={matching}
          cursor={cursor}
          onHover={setTouched}
        />
      </div>
      {anySelected && bulkActions && (
        <BulkBar
          selection={selection}
          total={props.total}
          allMatching={props.allMatching === true && props.hasMore}
          onAllMatching={() => setMatching(true)}
          onClear={clear}
        >
          {bulkActions(selection, clear)}
        </BulkBar>
      )}
      <KeysHelp open={helping} onOpenChange={setHelping} shortcuts={shortcuts} selectable={selectable} />
    </div>
  )
}
