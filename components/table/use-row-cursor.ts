'use client'

import { useRef, useState } from 'react'
import { between, type Selected } from './selected-rows'

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

type Options = {
  ids: readonly string[]
  selected: Selected
  select: (ids: readonly string[], on: boolean) => void
  onOpen: ((id: string) => void) | undefined
  selectable: boolean
}

/** Which row the keyboard is on. */
export function useRowCursor({ ids, selected, select, onOpen, selectable }: Options): RowCursor {
  const [id, setId] = useState<string | null>(null)
  const anchor = useRef<string | null>(null)
  const index = id === null ? -1 : ids.indexOf(id)
  const move = (distance: number, extend: boolean) => {
    const next = ids[Math.max(0, Math.min(ids.length - 1, index + distance))]
    if (next === undefined) return
    if (extend && selectable) select(id === null || index < 0 ? [next] : [id, next], true)
    anchor.current = next
    setId(next)
  }
  const toggleTo = (to: string, range: boolean) => {
    if (!selectable) return
    select(between(ids, range ? anchor.current : null, to), !selected.has(to))
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
