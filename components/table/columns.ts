import type { ReactNode } from 'react'

export type DataColumn<Row> = {
  id: string
  /** The words of the header, and of the column chooser. */
  header: string
  cell: (row: Row) => ReactNode
  /** A CSS grid track: "120px", "minmax(140px, 1.4fr)". Default: minmax(96px, 1fr). */
  width?: string
  align?: 'start' | 'end'
  /** On which line of the card it stands below 640 px; absent: not shown there. `end` pushes it to the right. */
  line?: 1 | 2 | 3
  end?: boolean
  /** May the operator hide it? Default true; the naming column should say false. */
  hideable?: boolean
  /** Hidden until the operator asks for it. */
  hidden?: boolean
}

export type VisibleColumn<Row> = { id: string; column: DataColumn<Row> }

export const SELECT_TRACK = '34px'

export function tracks<Row>(columns: readonly DataColumn<Row>[], selectable: boolean): string {
  const own = columns.map((column) => column.width ?? 'minmax(96px, 1fr)')
  return [...(selectable ? [SELECT_TRACK] : []), ...own].join(' ')
}

/** The columns of each line of the card, in order; lines without any are left out. */
export function cardLines<Row>(columns: readonly DataColumn<Row>[]): DataColumn<Row>[][] {
  const lines = [1, 2, 3].map((line) => columns.filter((column) => column.line === line))
  return lines.filter((line) => line.length > 0)
}
