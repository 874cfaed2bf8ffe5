/** What a bulk act is to act on: these rows, or everything the filter matches, loaded or not. */
export type Selection = { kind: 'rows'; ids: readonly string[] } | { kind: 'matching' }
