/** The languages people outside the console are spoken to in. A language that lacks a text does not compile. */
export const LANGUAGES = ['en', 'de'] as const
export type Language = (typeof LANGUAGES)[number]

/** What is spoken where nothing else was asked for. */
export const DEFAULT_LANGUAGE: Language = 'en'

/** Longer headers than any browser sends are not looked through. */
const HEADER_MAX = 500

/**
 * The language a reader asked for: `lang` first, then Accept-Language in the order of its weights (RFC 9110 section 12.5.4),
 * each range looked up by cutting it from the right (RFC 4647 section 3.4). Null when none of them is spoken here.
 */
export function askedLanguage(lang: string | null | undefined, accepted: string | null | undefined): Language | null {
  return lookup(lang ?? '') ?? acceptedRanges(accepted ?? '').reduce<Language | null>(orLookup, null)
}

/** The language one tag or range leads to: "de-AT" to German, "fr" and "*" to none. */
export function lookup(range: string): Language | null {
  const parts = range.trim().toLowerCase().split('-')
  for (let length = parts.length; length > 0; length -= 1) {
    const tag = parts.slice(0, length).join('-')
    const found = LANGUAGES.find((language) => language === tag)
    if (found !== undefined) return found
  }
  return null
}

/** Whether a header asks for anything: `*`, which some clients send unasked, does not. */
export function asksForLanguage(accepted: string | null): boolean {
  return acceptedRanges(accepted ?? '').some((range) => range !== '*')
}

function orLookup(found: Language | null, range: string): Language | null {
  return found ?? lookup(range)
}

/** Ranges by falling weight; equal weights keep their order, weight 0 means "not this one". */
function acceptedRanges(header: string): string[] {
  return header
    .slice(0, HEADER_MAX)
    .split(',')
    .map((part) => {
      const [range = '', ...parameters] = part.split(';').map((text) => text.trim())
      return { range, weight: weightOf(parameters) }
    })
    .filter(({ range, weight }) => /^([A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*|\*)$/.test(range) && weight > 0)
    .sort((a, b) => b.weight - a.weight)
    .map(({ range }) => range)
}

function weightOf(parameters: readonly string[]): number {
  const written = parameters.find((parameter) => /^q=/i.test(parameter))
  if (written === undefined) return 1
  return /^q=(0(\.\d{0,3})?|1(\.0{0,3})?)$/i.test(written) ? Number(written.slice(2)) : 0
}
