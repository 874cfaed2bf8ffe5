'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'

export type Density = 'normal' | 'dense'

/** How an operator likes a table: kept in this browser; columns per table, density for all. It holds no data of anyone's. */
export type TableView = {
  /** Column id → shown, only where it differs from the column's own default. */
  columns: Readonly<Record<string, boolean>>
  density: Density
}

const LETTERS = 'assay.letter-keys'
const DENSITY = 'assay.density'
const CHANGED = 'assay:table-view'

export function useTableView(tableId: string): [TableView, (view: TableView) => void] {
  const name = `assay.table.${tableId}`
  const text = useStored(name)
  const [density, setDensity] = useDensity()
  const view = useMemo(() => ({ columns: columnsOf(text), density }), [text, density])
  const save = useCallback(
    (next: TableView) => {
      store(name, JSON.stringify({ columns: next.columns }))
      setDensity(next.density)
    },
    [name, setDensity],
  )
  return [view, save]
}

/** How close the rows of every table stand. */
export function useDensity(): [Density, (density: Density) => void] {
  const text = useStored(DENSITY)
  const save = useCallback((next: Density) => store(DENSITY, next), [])
  return [text === 'dense' ? 'dense' : 'normal', save]
}

/** Whether single letters act while a table has focus (WCAG 2.1.4 asks that they can be turned off). */
export function useLetterKeys(): [boolean, (on: boolean) => void] {
  const text = useStored(LETTERS)
  return [text !== 'off', (on) => store(LETTERS, on ? 'on' : 'off')]
}

function useStored(name: string): string | null {
  return useSyncExternalStore(
    subscribe,
    () => read(name),
    () => null,
  )
}

function subscribe(listener: () => void): () => void {
  window.addEventListener('storage', listener)
  window.addEventListener(CHANGED, listener)
  return () => {
    window.removeEventListener('storage', listener)
    window.removeEventListener(CHANGED, listener)
  }
}

// Storage may be forbidden; then nothing is remembered and everything works.
function read(name: string): string | null {
  try {
    return window.localStorage.getItem(name)
  } catch {
    return null
  }
}

function store(name: string, value: string): void {
  try {
    window.localStorage.setItem(name, value)
  } catch {
    return
  }
  window.dispatchEvent(new Event(CHANGED))
}

function columnsOf(text: string | null): TableView['columns'] {
  if (text === null) return {}
  try {
    const stored: unknown = JSON.parse(text)
    return typeof stored === 'object' && stored !== null ? shownColumns(stored) : {}
  } catch {
    return {}
  }
}

function shownColumns({ columns }: { columns?: unknown }): TableView['columns'] {
  const entries = typeof columns === 'object' && columns !== null ? Object.entries(columns) : []
  return Object.fromEntries(entries.filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean'))
}
