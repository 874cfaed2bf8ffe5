'use client'

import { useRef, useState } from 'react'

type CursorRow = {
  id: string
  getIsSelected: () => boolean
  toggleSelected: (value?: boolean) => void
}

export type RowCursor = {
  /** The current row: the one that keys act on. */
  id: string | null
  index: number
  set: (id: string) => void
  move: (distance: number, extend: boolean) => void
  /** Selects or deselects the current row. */
  toggle: () => void
  /** Selects from the last row that was clicked to this one. */
  toggleTo: (id: string, range: boolean) => void
  open: () => void
}

type Options = { rows: readonly CursorRow[]; onOpen: ((id: string) => void) | undefined; selectable: boolean }

/** Which row the keyboard is on. */
export function useRowCursor({ rows, onOpen, selectable }: Options): RowCursor {
  const [id, setId] = useState<string | null>(null)
  const anchor = useRef<string | null>(null)
  const index = id === null ? -1 : rows.findIndex((row) => row.id === id)
  const move = (distance: number, extend: boolean) => {
    const next = rows[Math.max(0, Math.min(rows.length - 1, index + distance))]
    if (!next) return
    if (extend && selectable) {
      rows[index]?.toggleSelected(true)
      next.toggleSelected(true)
    }
    anchor.current = next.id
    setId(next.id)
  }
  const toggleTo = (to: string, range: boolean) => {
    if (!selectable) return
    const from = range && anchor.current !== null ? rows.findIndex((row) => row.id === anchor.current) : -1
    const end = rows.findIndex((row) => row.id === to)
    const value = !rows[end]?.getIsSelected()
    const span = from < 0 ? [end, end] : [Math.min(from, end), Math.max(from, end)]
    for (const row of rows.slice(span[0], (span[1] ?? end) + 1)) row.toggleSelected(value)
    anchor.current = to
    setId(to)
  }
  return {
    id: index < 0 ? null : id,
    index,
    set: setId,
    move,
    toggle: () => id !== null && toggleTo(id, false),
    toggleTo,
    open: () => id !== null && onOpen?.(id),
  }
}
