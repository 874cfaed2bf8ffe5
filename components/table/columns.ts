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
  /** Stands before the value on the card, which has no header: "used", "ends". */
  called?: string
  /** May the operator hide it? Default true; the naming column should say false. */
  hideable?: boolean
  /** Hidden until the operator asks for it. */
  hidden?: boolean
  /** Gives way where the table is too narrow for all, such as beside a sheet; the last such column first. */
  yields?: boolean
}

const SELECT_TRACK = '34px'
/** Room at the end for the button of the column chooser, which stands over the header. */
const CHOOSER_TRACK = '28px'
const DEFAULT_TRACK = 'minmax(96px, 1fr)'

export function tracks<Row>(columns: readonly DataColumn<Row>[], selectable: boolean): string {
  const own = columns.map((column) => column.width ?? DEFAULT_TRACK)
  return [...(selectable ? [SELECT_TRACK] : []), ...own, CHOOSER_TRACK].join(' ')
}

/** The columns of each line of the card, in order; lines without any are left out. */
export function cardLines<Row>(columns: readonly DataColumn<Row>[]): DataColumn<Row>[][] {
  const lines = [1, 2, 3].map((line) => columns.filter((column) => column.line === line).toSorted(endLast))
  return lines.filter((line) => line.length > 0)
}

function endLast<Row>(one: DataColumn<Row>, other: DataColumn<Row>): number {
  return Number(one.end ?? false) - Number(other.end ?? false)
}

/** The narrowest the columns can be together, in pixels; below it the table scrolls sideways. */
export function leastWidth<Row>(columns: readonly DataColumn<Row>[], selectable: boolean): number {
  const own = columns.map(({ width = DEFAULT_TRACK }) => Number(/(\d+)px/.exec(width)?.[1] ?? 96))
  const fixed = Number.parseInt(CHOOSER_TRACK, 10) + (selectable ? Number.parseInt(SELECT_TRACK, 10) : 0)
  return own.reduce((sum, least) => sum + least, fixed)
}

/** The columns that have room in `width` pixels (0: not known, all): those that yield are left out, the last first. */
export function fitting<Row>(
  columns: readonly DataColumn<Row>[],
  selectable: boolean,
  width: number,
): DataColumn<Row>[] {
  const kept = [...columns]
  while (width > 0 && leastWidth(kept, selectable) > width) {
    const last = kept.findLastIndex(({ yields }) => yields)
    if (last < 0) break
    kept.splice(last, 1)
  }
  return kept
}
