/** The ids of the rows that are selected, in the order they were; also of rows that are not loaded any more. */
export type Selected = ReadonlySet<string>

export const NOTHING: Selected = new Set()

/** The same rows when nothing changes, so that nothing is drawn anew. */
export function withSelected(selected: Selected, ids: readonly string[], on: boolean): Selected {
  if (ids.every((id) => selected.has(id) === on)) return selected
  const next = new Set(selected)
  for (const id of ids) {
    if (on) next.add(id)
    else next.delete(id)
  }
  return next
}

/** Whether every one of them is selected; of none it is never said. */
export function allSelected(selected: Selected, ids: readonly string[]): boolean {
  return ids.length > 0 && ids.every((id) => selected.has(id))
}

/** The ids from one to another, whichever stands first; the second alone where the first is not there. */
export function between(ids: readonly string[], from: string | null, to: string): readonly string[] {
  const [start, end] = [from === null ? -1 : ids.indexOf(from), ids.indexOf(to)]
  if (start < 0 || end < 0) return [to]
  return ids.slice(Math.min(start, end), Math.max(start, end) + 1)
}
