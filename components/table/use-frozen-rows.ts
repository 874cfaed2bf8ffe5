'use client'

import { useState } from 'react'

export type FrozenRows<Row> = {
  rows: readonly Row[]
  /** How many rows wait above because the table holds still. */
  waiting: number
  /** Lets them in. */
  release: () => void
}

/**
 * Rows that stay where they are while `frozen`, so that nothing moves under a pointer or a selection. What a row says
 * keeps changing in place: holding that back would lie. Rows loaded by scrolling still join at the end.
 */
export function useFrozenRows<Row>(
  rows: readonly Row[],
  rowId: (row: Row) => string,
  frozen: boolean,
): FrozenRows<Row> {
  const [held, setHeld] = useState<readonly Row[] | null>(null)
  if (frozen && held === null) setHeld(rows)
  if (!frozen && held !== null) setHeld(null)
  if (!frozen || held === null) return { rows, waiting: 0, release: () => undefined }
  return { ...arrange(held, rows, rowId), release: () => setHeld(rows) }
}

/** The held rows with their newest content, then what was loaded after them; `waiting` counts the rest. */
export function arrange<Row>(held: readonly Row[], latest: readonly Row[], rowId: (row: Row) => string) {
  const newest = new Map(latest.map((row) => [rowId(row), row]))
  const known = new Set(held.map(rowId))
  const last = held.at(-1)
  const end = last === undefined ? -1 : latest.findIndex((row) => rowId(row) === rowId(last))
  const later = end < 0 ? [] : latest.slice(end + 1).filter((row) => !known.has(rowId(row)))
  const rows = [...held.map((row) => newest.get(rowId(row)) ?? row), ...later]
  const shown = new Set(rows.map(rowId))
  return { rows, waiting: latest.filter((row) => !shown.has(rowId(row))).length }
}
