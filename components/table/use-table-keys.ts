'use client'

import type { KeyboardEvent } from 'react'
import { FILTER_ADD_ID } from './filters'
import { useLetterKeys } from './table-view'

export type TableKeyActions = {
  move: (distance: number, extend: boolean) => void
  toggle: () => void
  open: () => void
  clear: () => boolean
  help: () => void
  /** Single letters of the page's own acts: e explain, r revoke. */
  letters: Readonly<Record<string, () => void>>
}

const PAGE = 12
const moves: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: PAGE,
  PageUp: -PAGE,
  Home: Number.NEGATIVE_INFINITY,
  End: Number.POSITIVE_INFINITY,
}
const letterMoves: Readonly<Record<string, number>> = { j: 1, J: 1, k: -1, K: -1 }

/** Keys that act while the table has focus. Letters can be turned off; arrows, Enter, Space, Tab and Escape cannot. */
export function useTableKeys(actions: TableKeyActions): (event: KeyboardEvent) => void {
  const [lettersOn] = useLetterKeys()
  return (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const onGrid = event.target === event.currentTarget
    if (always(event, actions, onGrid) || (lettersOn && letter(event, actions))) event.preventDefault()
  }
}

function always(event: KeyboardEvent, actions: TableKeyActions, onGrid: boolean): boolean {
  const distance = moves[event.key]
  if (distance !== undefined) actions.move(distance, event.shiftKey)
  else if (event.key === 'Escape') return actions.clear()
  else if (!onGrid) return false
  else if (event.key === 'Enter') actions.open()
  else if (event.key === ' ') actions.toggle()
  else if (event.key === 'Tab') return !event.shiftKey && enterRow(event.currentTarget)
  else return false
  return true
}

/** From the list, Tab leads into its current row, wherever that is; without one, to the first control of the list as always. */
function enterRow(grid: EventTarget): boolean {
  if (!(grid instanceof HTMLElement)) return false
  const control = grid.querySelector<HTMLElement>('[data-current] :is(a[href], button, input)')
  control?.focus()
  return control !== null
}

function letter(event: KeyboardEvent, actions: TableKeyActions): boolean {
  const distance = letterMoves[event.key]
  const own = actions.letters[event.key]
  if (distance !== undefined) actions.move(distance, event.shiftKey)
  else if (event.key === 'x') actions.toggle()
  else if (event.key === '/') document.getElementById(FILTER_ADD_ID)?.click()
  else if (event.key === '?') actions.help()
  else if (own) own()
  else return false
  return true
}

function isTyping(target: EventTarget): boolean {
  const element = target instanceof HTMLElement ? target : null
  return element?.closest('textarea, select, [contenteditable], input:not([type=checkbox])') !== null
}
