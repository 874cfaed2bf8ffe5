import type { ReactNode } from 'react'
import type { Total } from '@/lib/format/count'
import type { DataColumn } from './columns'
import type { Selection } from './selection'

/** A single-letter act of the page: `e` explain, `r` revoke. It gets the selection, or the current row alone. */
export type TableShortcut = { key: string; label: string; run: (target: Selection) => void }

export type DataTableProps<Row extends object> = {
  /** Names what the operator remembers about this table: "sessions". */
  id: string
  /** Its accessible name: "Sessions". */
  label: string
  /** Stable: declare it at module level or memoise it. */
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
  /** What the rows answer. Another question begins without selection, cursor and rows that were held still. */
  question?: string
  /** The rows still answer an earlier question: they fade, and nothing can be done with them. */
  stale?: boolean
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
  /** Fill the page (default), or grow with the rows up to 480 px inside a card, on a phone up to 640. */
  fit?: 'page' | 'card'
}
