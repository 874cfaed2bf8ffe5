'use client'

import {
  type ColumnDef,
  columnVisibilityFeature,
  type RowSelectionState,
  rowSelectionFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table'
import { useMemo, useState } from 'react'
import { type DataColumn, fitting } from './columns'
import type { TableView } from './table-view'

const features = tableFeatures({ rowSelectionFeature, columnVisibilityFeature })

type Options<Row extends object> = {
  rows: readonly Row[]
  rowId: (row: Row) => string
  columns: readonly DataColumn<Row>[]
  view: TableView
  selectable: boolean
  /** Of the table, in pixels; 0 while it is not known. */
  width: number
}

/** The table's model: which columns show, which rows are selected. Order and filters are the server's. */
export function useDataTable<Row extends object>({ rows, rowId, columns, view, selectable, width }: Options<Row>) {
  const [rowSelection, setRowSelection] = useState<RowSelectionState>({})
  const definitions = useMemo(() => columns.map(toDefinition), [columns])
  const columnVisibility = useMemo(() => visibility(columns, view), [columns, view])
  const table = useTable({
    features,
    data: rows as Row[],
    columns: definitions,
    getRowId: rowId,
    enableRowSelection: selectable,
    state: { rowSelection, columnVisibility },
    onRowSelectionChange: setRowSelection,
  })
  const byId = useMemo(() => new Map(columns.map((column) => [column.id, column])), [columns])
  const chosen = table.getVisibleLeafColumns().flatMap(({ id }) => byId.get(id) ?? [])
  const visible = fitting(chosen, selectable, width)
  const selectedIds = Object.keys(rowSelection).filter((id) => rowSelection[id])
  return { table, visible, selectedIds, setRowSelection }
}

function toDefinition<Row extends object>({
  id,
  header,
  cell,
  hideable = true,
}: DataColumn<Row>): ColumnDef<typeof features, Row> {
  return { id, header, enableHiding: hideable, cell: ({ row }) => cell(row.original) }
}

function visibility<Row extends object>(columns: readonly DataColumn<Row>[], view: TableView): Record<string, boolean> {
  return Object.fromEntries(
    columns.map(({ id, hidden = false, hideable = true }) => [id, !hideable || (view.columns[id] ?? !hidden)]),
  )
}
