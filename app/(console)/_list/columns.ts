import type { ReactNode } from 'react'
import type { DataColumn } from '@/components/table/columns'

/** A column without what it shows: all that its skeleton needs, so that a page on its way loads nothing else. */
export type ColumnHead = Omit<DataColumn<never>, 'cell'>

/** The columns of a table; a head without a cell does not compile. */
export function withCells<Row, Head extends ColumnHead>(
  heads: readonly Head[],
  cells: Readonly<Record<Head['id'], (row: Row) => ReactNode>>,
): readonly DataColumn<Row>[] {
  return heads.map((head) => ({ ...head, cell: cells[head.id as Head['id']] }))
}
