/** What a bulk act is to act on: these rows, or everything the filter matches, loaded or not. */
export type Selection = { kind: 'rows'; ids: readonly string[] } | { kind: 'matching' }

/** How rows are named where they are counted: "3 selected", "all 12,408 that match". */
export function isEmpty(selection: Selection): boolean {
  return selection.kind === 'rows' && selection.ids.length === 0
}
