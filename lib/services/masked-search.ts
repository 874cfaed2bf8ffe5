import { type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { parseNetwork } from '@/lib/core/network'
import { type Reach, reaches } from '@/lib/core/permissions'
import { ServiceError } from './errors'
import type { Veil } from './masking'
import { prefixPattern, wholePattern } from './prefix-pattern'

/**
 * What is masked must not be spelled out by asking for it bit by bit: to whom it is masked, it is found by the whole of it,
 * as a customer says it, or by no more than a mask shows.
 */
export interface Searching {
  readonly veil: Veil
  /** Where they look. */
  readonly reach: Reach
}

/** Whether all that can be found is shown as it is. */
export function seesAll({ veil, reach }: Searching): boolean {
  return veil.reach.all || (!reach.all && reach.applicationIds.every((id) => reaches(veil.reach, id)))
}

/** A LIKE pattern for a mail address or an external id: what begins with it, or, to whom some are masked, only the whole of it. */
export function personalPattern({ reach }: Veil, text: string): string {
  return reach.all ? prefixPattern(text) : wholePattern(text)
}

/**
 * Whether a name begins with a text, or a later word of it does. A mail or network address that stands in a name is masked there too:
 * to whom it is, it is found by the whole of it. The index answers for the name as stored, and only what it found is asked further.
 */
export function nameBegins({ reach }: Veil, name: SQLWrapper, text: string, at: 'name' | 'later word' = 'name'): SQL {
  const pattern = `${at === 'name' ? '' : '% '}${prefixPattern(text.toLowerCase())}`
  const stored = sql`lower(${name}) COLLATE "C" like ${pattern}`
  if (reach.all) return stored
  return sql`(${stored} and (lower(${withoutAddresses(name)}) like ${pattern} or ${namesWhole(name, text)}))`
}

/** Of 128: a mask shows the first 16 bits of IPv4, which stands after 96, and the first 32 of IPv6. */
const SHOWN_BITS = { 4: 112, 6: 32 } as const
const WHOLE_BITS = 128

/** Refuses a network that would narrow masked addresses down further than they are shown. Errors: `invalid_input` on `pointer`. */
export function requireOpenNetwork(searching: Searching, text: string, pointer = '/network'): void {
  const network = parseNetwork(text)
  if (network === null || network.bits === WHOLE_BITS || network.bits <= SHOWN_BITS[network.family]) return
  if (seesAll(searching)) return
  throw new ServiceError('invalid_input', MASKED, { fields: [{ pointer, detail: MASKED }] })
}

const MASKED = 'Addresses are masked for you: look for a whole one, or for a network of /16 (IPv6: /32).'

/** Text somebody wrote, as far as its words may be searched: mail and network addresses in it are left out where they are masked. */
export function searchableWords(searching: Searching, column: SQLWrapper): SQL {
  return seesAll(searching) ? sql`${column}` : withoutAddresses(column)
}

function withoutAddresses(column: SQLWrapper): SQL {
  return sql`regexp_replace(${column}, ${ADDRESSES}, ' ', 'g')`
}

/** Whether a text names this mail or network address as a whole. */
export function namesWhole(column: SQLWrapper, text: string): SQL {
  return sql`lower(${text}) in (select lower(rtrim(found[1], '.:')) from regexp_matches(${column}, ${ADDRESSES}, 'g') found)`
}

/** Mail addresses, IPv4 and IPv6: rather too much than too little, for it only keeps words from being searched. */
const ADDRESSES = `([^\\s@<>"',;()]+@[^\\s@<>"',;()]+|\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F:.]*)`
