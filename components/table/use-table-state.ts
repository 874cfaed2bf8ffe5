'use client'

import { useState } from 'react'
import type { DataTableProps } from './data-table-props'
import type { Selection } from './selection'
import { useTableView } from './table-view'
import { useDataTable } from './use-data-table'
import { useFrozenRows } from './use-frozen-rows'
import { useRowCursor } from './use-row-cursor'
import { useTableKeys } from './use-table-keys'

/** Everything a loaded table knows: its model, its cursor, its selection, and whether it holds still. */
export function useTableState<Row extends object>(props: DataTableProps<Row>, width: number) {
  const { rowId, columns, bulkActions, shortcuts = [], live = false, onOpen } = props
  const selectable = bulkActions !== undefined
  const [view, setView] = useTableView(props.id)
  const [touched, setTouched] = useState(false)
  const [matching, setMatching] = useState(false)
  const [holding, setHolding] = useState(false)
  const [helping, setHelping] = useState(false)
  const frozen = useFrozenRows(props.rows, rowId, live && (touched || holding))
  const model = useDataTable({ rows: frozen.rows, rowId, columns, view, selectable, width })
  const anySelected = matching || model.selected.size > 0
  if (anySelected !== holding) setHolding(anySelected)
  const clear = () => {
    setMatching(false)
    model.deselectAll()
  }
  const cursor = useRowCursor({ ...model, onOpen, selectable })
  const selection: Selection = matching ? { kind: 'matching' } : { kind: 'rows', ids: [...model.selected] }
  const target: Selection = anySelected || !cursor.id ? selection : { kind: 'rows', ids: [cursor.id] }
  const onKeyDown = useTableKeys({
    ...cursor,
    clear: () => {
      if (anySelected) clear()
      return anySelected
    },
    help: () => setHelping(true),
    letters: Object.fromEntries(shortcuts.map(({ key, run }) => [key, () => run(target)])),
  })
  return {
    ...{ view, setView, frozen, model, cursor, selection, clear, onKeyDown, helping, setHelping },
    ...{ selectable, anySelected, matching, setMatching, setTouched },
  }
}

export type TableState<Row extends object> = ReturnType<typeof useTableState<Row>>
