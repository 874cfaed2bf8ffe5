const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(?:s|sec|secs|second|seconds)$/, 1],
  [/^(?:m|min|mins|minute|minutes)$/, 60],
  [/^(?:h|hr|hrs|hour|hours)$/, 3_600],
  [/^(?:d|day|days)$/, 86_400],
  [/^(?:w|week|weeks)$/, 604_800],
]

/** What a typed limit means: whole seconds, no limit, or nothing that could be understood. */
export type ParsedLimit =
  | { readonly limit: 'seconds'; readonly seconds: number }
  | { readonly limit: 'none' }
  | { readonly limit: 'unclear' }

/** Reads "15 min", "1 h 30 min", "1.5h", "90" (minutes), "no limit". */
export function parseLimit(text: string): ParsedLimit {
  const words = text.trim().toLowerCase()
  if (/^(?:no limit|none|never|no)$/.test(words)) return { limit: 'none' }
  const parts = [...words.matchAll(/(\d+(?:[.,]\d+)?)\s*([a-z]*)/g)]
  const read = parts.map(([whole]) => whole).join('')
  if (parts.length === 0 || read.replace(/\s/g, '') !== words.replace(/\s/g, '')) return { limit: 'unclear' }
  let seconds = 0
  let bare = 60
  for (const [, amount = '', unit = ''] of parts) {
    const length = unit === '' ? bare : unitSeconds(unit)
    seconds += Number(amount.replace(',', '.')) * length
    bare = NEXT_UNIT.get(length) ?? 60
  }
  return Number.isFinite(seconds) ? { limit: 'seconds', seconds: Math.round(seconds) } : { limit: 'unclear' }
}

// A bare number is minutes, as idle limits are spoken of; after a unit it is the next smaller one: "1h30", "7 min 30".
const NEXT_UNIT = new Map([
  [604_800, 86_400],
  [86_400, 3_600],
  [3_600, 60],
  [60, 1],
])

function unitSeconds(unit: string): number {
  return UNITS.find(([names]) => names.test(unit))?.[1] ?? Number.NaN
}

/** A limit in whole seconds exactly as it is, so that reading it again gives the same: "1 h 30 min", "no limit". */
export function limitText(seconds: number | null): string {
  if (seconds === null) return 'no limit'
  const days = Math.floor(seconds / 86_400)
  const parts = [
    part(days, days === 1 ? 'day' : 'days'),
    part(Math.floor((seconds % 86_400) / 3_600), 'h'),
    part(Math.floor((seconds % 3_600) / 60), 'min'),
    part(seconds % 60, 's'),
  ].filter((text) => text !== '')
  return parts.length === 0 ? '0 s' : parts.join(' ')
}

function part(amount: number, unit: string): string {
  return amount === 0 ? '' : `${amount} ${unit}`
}
