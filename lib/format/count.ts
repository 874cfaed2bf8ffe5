const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 1 })

/** A count as people read it: 12408 → "12,408". */
export function count(value: number): string {
  return grouped.format(value)
}

export type Total = {
  count: number
  /** false: counting stopped at `count`, there are at least that many. */
  exact: boolean
}

/** "12,408", or "10,000+" where counting stopped. */
export function total({ count: value, exact }: Total): string {
  return exact ? count(value) : `${count(value)}+`
}

/** "1 session", "10,000+ sessions". */
export function totalOf(all: Total, one: string): string {
  return `${total(all)} ${all.exact && all.count === 1 ? one : `${one}s`}`
}

/** "1 session", "12,408 sessions"; the plural is the singular with an s unless given. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}
