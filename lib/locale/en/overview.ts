import type { Instant } from '@/lib/core/instant'
import { count, plural } from '@/lib/format/count'
import { duration } from '@/lib/format/duration'
import { lengthInWords } from './lengths'

/** Parts of a sentence: words, and instants that are shown in the operator's zone. */
export type Told = readonly (string | { readonly at: Instant })[]

interface Surging {
  readonly from: Instant
  readonly until: Instant | null
  readonly count: number
  readonly expected: number
}

interface Mostly {
  /** "idle". */
  readonly word: string
  readonly share: number
  readonly application: string
  readonly applicationShare: number
}

/** "Refusals are 4 times the usual since 14:05, nearly all idle in Storefront." */
export function tellSurge(surge: Surging, mostly: Mostly | null): Told {
  const { from, until } = surge
  const when = until === null ? [' since ', { at: from }] : [' from ', { at: from }, ' to ', { at: until }]
  return [
    `Refusals ${until === null ? 'are' : 'were'} ${timesUsual(surge)}`,
    ...when,
    mostly === null ? '.' : tellMostly(mostly),
  ]
}

/** "4 times the usual"; where usually next to nothing comes, how many came instead. */
export function timesUsual({ count: came, expected }: Surging): string {
  if (expected < 1) return `${count(came)} where there are usually none`
  const times = came / expected
  return `${times < 10 ? count(Math.round(times * 10) / 10) : count(Math.round(times))} times the usual`
}

function tellMostly({ word, share, application, applicationShare }: Mostly): string {
  const where = amount(applicationShare)
  const what = amount(share)
  if (what === null)
    return where === null ? ', for several reasons in several applications.' : `, ${where} in ${application}.`
  return where === null ? `, ${what} ${word}, in several applications.` : `, ${what} ${word} in ${application}.`
}

function amount(share: number): string | null {
  if (share >= 0.995) return 'all'
  if (share >= 0.8) return 'nearly all'
  return share >= 0.5 ? 'mostly' : null
}

/** "94 seconds behind". */
export function clockWords(skewSeconds: number): string {
  const length =
    Math.abs(skewSeconds) < 120 ? plural(Math.abs(skewSeconds), 'second') : lengthInWords(duration(skewSeconds * 1_000))
  return `${length} ${skewSeconds < 0 ? 'behind' : 'ahead'}`
}
