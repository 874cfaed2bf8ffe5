/** One field of an act that was something else before. */
export interface Change {
  readonly field: string
  readonly before: unknown
  readonly after: unknown
}

type Detail = Readonly<Record<string, unknown>>

/** What an entry says has changed: the fields of `before` and `after` that differ. None where it has not both. */
export function changesOf(detail: Detail): Change[] {
  const { before, after } = detail
  if (!isObject(after) || (before !== null && !isObject(before))) return []
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after)])]
  return fields
    .map((field) => ({ field, before: before?.[field] ?? null, after: after[field] ?? null }))
    .filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
}

/** What an entry says besides: its other fields, those without a value left out. */
export function factsOf({ before, after, ...rest }: Detail): [field: string, value: unknown][] {
  const single = isObject(after) ? [] : Object.entries({ before, after })
  return [...Object.entries(rest), ...single].filter(([, value]) => value !== null && value !== undefined)
}

function isObject(value: unknown): value is Detail {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
