'use client'

import { useMemo, useState } from 'react'
import { type DataColumn, fitting } from './columns'
import { allSelected, NOTHING, type Selected, withSelected } from './selected-rows'
import type { TableView } from './table-view'

type Options<Row extends object> = {
  rows: readonly Row[]
  /** Stable: declared at module level. */
  rowId: (row: Row) => string
  columns: readonly DataColumn<Row>[]
  view: TableView
  selectable: boolean
  /** Of the table, in pixels; 0 while it is not known. */
  width: number
}

/** The table's model: which columns show, which rows are selected. Order and filters are the server's. */
export function useDataTable<Row extends object>({ rows, rowId, columns, view, selectable, width }: Options<Row>) {
  const [selected, setSelected] = useState<Selected>(NOTHING)
  const ids = useMemo(() => rows.map(rowId), [rows, rowId])
  const chosen = columns.filter(({ id, hidden = false, hideable = true }) => !hideable || (view.columns[id] ?? !hidden))
  return {
    rows,
    ids,
    visible: fitting(chosen, selectable, width),
    selected,
    allSelected: allSelected(selected, ids),
    select: (which: readonly string[], on: boolean) => setSelected((before) => withSelected(before, which, on)),
    deselectAll: () => setSelected(NOTHING),
  }
}
