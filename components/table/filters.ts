import { createParser, parseAsArrayOf, parseAsString, parseAsStringLiteral } from 'nuqs/server'

export type FilterOption = { value: string; label: string }

type Common = {
  /** Its name in the URL. */
  id: string
  /** The quiet words before the value, so that chips read as a sentence: "of", "that are", "from", "used". */
  lead: string
  /** In the list of filters: "Application". */
  label: string
}

export type FilterDefinition = Common &
  (
    | { kind: 'one'; options: readonly FilterOption[] }
    | { kind: 'many'; options: readonly FilterOption[] }
    | { kind: 'text'; placeholder?: string }
    | { kind: 'cidr' }
    /** Presets are values of lib/format/time-range: "last-1h", "before-45d", "never". */
    | { kind: 'time'; presets: readonly string[] }
  )

/** By filter id: text for one, text, cidr and time; a list for many; null when it is not set. */
export type FilterValue = string | readonly string[] | null
export type FilterValues = Readonly<Record<string, FilterValue>>

export type SortOption = { value: string; label: string }

/** The button that adds a filter; `/` in a table clicks it. */
export const FILTER_ADD_ID = 'filter-add'

const MAX_LENGTH = 200

// Text that looks like a token must not come to stand in a URL, whoever put it there.
const parseAsSafeText = createParser({
  parse: (text) => (text.length > MAX_LENGTH || looksLikeToken(text) ? null : text),
  serialize: (text) => text,
})

/** The nuqs parsers of a list's filters, the same for the server's search-params.ts and for the filter bar. */
export function filterParsers(definitions: readonly FilterDefinition[]) {
  return Object.fromEntries(definitions.map((definition) => [definition.id, parserOf(definition)]))
}

/** The nuqs parser of `?sort=`; the first option is the default. */
export function sortParser(options: readonly SortOption[]) {
  return parseAsStringLiteral(options.map(({ value }) => value)).withDefault(options[0]?.value ?? '')
}

function parserOf({ kind }: FilterDefinition) {
  return kind === 'many' ? parseAsArrayOf(parseAsString) : parseAsSafeText
}

/** Whether text is, or begins with, one of our tokens. */
export function looksLikeToken(text: string): boolean {
  return /asy_[a-z]+_[a-z]+_/.test(text)
}

/** An IPv4 or IPv6 address or CIDR by its shape; the server decides whether it is one. */
export function looksLikeCidr(text: string): boolean {
  return /^(\d{1,3}(\.\d{1,3}){3}(\/\d{1,2})?|[0-9a-fA-F:]*:[0-9a-fA-F:.]*(\/\d{1,3})?)$/.test(text)
}
