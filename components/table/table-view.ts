'use client'

import { useCallback, useMemo, useSyncExternalStore } from 'react'

/** How an operator likes a table: kept in this browser, per table. It holds no data of anyone's. */
export type TableView = {
  /** Column id → shown, only where it differs from the column's own default. */
  columns: Readonly<Record<string, boolean>>
  density: 'normal' | 'dense'
}

const DEFAULT_VIEW: TableView = { columns: {}, density: 'normal' }
const LETTERS = 'assay.letter-keys'
const CHANGED = 'assay:table-view'

export function useTableView(tableId: string): [TableView, (view: TableView) => void] {
  const name = `assay.table.${tableId}`
  const text = useStored(name)
  const view = useMemo(() => parse(text), [text])
  const save = useCallback((next: TableView) => store(name, JSON.stringify(next)), [name])
  return [view, save]
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

function parse(text: string | null): TableView {
  if (text === null) return DEFAULT_VIEW
  try {
    const stored: unknown = JSON.parse(text)
    return typeof stored === 'object' && stored !== null ? sanitised(stored) : DEFAULT_VIEW
  } catch {
    return DEFAULT_VIEW
  }
}

function sanitised(stored: { columns?: unknown; density?: unknown }): TableView {
  const columns = typeof stored.columns === 'object' && stored.columns !== null ? Object.entries(stored.columns) : []
  return {
    columns: Object.fromEntries(columns.filter((entry): entry is [string, boolean] => typeof entry[1] === 'boolean')),
    density: stored.density === 'dense' ? 'dense' : 'normal',
  }
}
