import type { FilterValue } from '@/components/table/filters'
import { parseTimeRange } from '@/lib/format/time-range'

/*
 * Values of a list's URL as a verb takes them. Anybody may have typed them: what cannot be meant is left out here, and
 * what can be meant but is wrong (an address that is none) the verb refuses with a sentence.
 */

/** Words of a closed list, the others left out. */
export function wordsOf<Word extends string>(value: FilterValue | undefined, known: readonly Word[]): Word[] {
  const asked = listOf(value)
  return known.filter((word) => asked.includes(word))
}

export function idsOf(value: FilterValue | undefined): string[] {
  return listOf(value).filter((id) => UUID.test(id))
}

export function textOf(value: FilterValue | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}

/** True and false by their words; anything else is no such filter. */
export function choiceOf(value: FilterValue | undefined, yes: string, no: string): boolean | undefined {
  const text = textOf(value)
  return text === yes ? true : text === no ? false : undefined
}

/** "last-24h" as seconds; anything else is no such filter. */
export function secondsOf(value: FilterValue | undefined): number | undefined {
  const range = parseTimeRange(textOf(value) ?? '', 0)
  if (range === null || range === 'never' || range.from === null || range.to !== null) return undefined
  return -range.from / 1_000
}

type Bound = { readonly at: number } | { readonly inSeconds: number } | null

/** A time filter as a verb takes it: relative ones stay relative, because the database's clock decides. */
export function rangeOf(
  value: FilterValue | undefined,
): 'never' | { readonly from: Bound; readonly to: Bound } | undefined {
  const text = textOf(value) ?? ''
  const range = parseTimeRange(text, 0)
  if (range === null) return undefined
  if (range === 'never') return range
  const relative = !text.includes('..')
  const bound = (at: number | null): Bound => (at === null ? null : relative ? { inSeconds: at / 1_000 } : { at })
  return { from: bound(range.from), to: bound(range.to) }
}

/** A member that is there only when it has a value: verbs refuse what they do not know. */
export function optional<Name extends string, Value>(name: Name, value: Value | undefined): { [K in Name]?: Value } {
  return value === undefined ? {} : ({ [name]: value } as { [K in Name]: Value })
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

function listOf(value: FilterValue | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : (value ?? [])
}
