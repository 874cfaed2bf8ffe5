import { and, eq, gt } from 'drizzle-orm'
import { reveal } from '@/db/schema/reveal'
import type { Instant } from '@/lib/core/instant'
import { type Reach, reaches, reachOf } from '@/lib/core/permissions'
import type { Actor } from './context'
import type { Reader } from './transaction'

/** How much of people's mail and network addresses somebody is shown. */
export interface Veil {
  /** Where they see personal data as it is. */
  readonly reach: Reach
  /** Whose they were shown for a reason, for the time being. */
  readonly revealed: ReadonlySet<string>
}

/** Hides nothing: for applications, for the system, and for what is one's own. */
export const OPEN: Veil = { reach: { all: true }, revealed: new Set() }

/** Whom some data is about, and through which application it is known. */
interface About {
  readonly subjectId: string | null
  readonly applicationId: string | null
}

/** What an actor is shown now. Reads the reveals of those who need one. */
export async function veilOf(db: Reader, actor: Actor, now: Instant): Promise<Veil> {
  if (actor.type !== 'operator') return OPEN
  const reach = reachOf(actor.bindings, 'personal_data.read')
  if (reach.all) return OPEN
  const rows = await db
    .select({ subjectId: reveal.subjectId })
    .from(reveal)
    .where(and(eq(reveal.operatorId, actor.id), gt(reveal.untilAt, now)))
  return { reach, revealed: new Set(rows.map((row) => row.subjectId)) }
}

/** Whether data is shown as it is. */
export function shows({ reach, revealed }: Veil, { subjectId, applicationId }: About): boolean {
  return reaches(reach, applicationId) || (subjectId !== null && revealed.has(subjectId))
}

/** A value as this veil shows it: every mail and network address in it, at any depth, is masked unless it may be seen. */
export function veiled<T>(veil: Veil, about: About, value: T): T {
  return shows(veil, about) ? value : masked(value)
}

/** A value with every mail and network address in it masked, at any depth, but for the networks of rules. Keys and shapes stay. */
export function masked<T>(value: T): T {
  // Strings become strings and shapes stay, so the type does too.
  return maskAny(value, maskText) as T
}

/** Members that name the networks a key is accepted from: a rule of the key, and nobody's address. Refusals are told and judged by it. */
const RULES: ReadonlySet<string> = new Set(['allowedAddresses', 'allowed'])

function maskAny(value: unknown, mask: (text: string) => string): unknown {
  if (typeof value === 'string') return mask(value)
  if (Array.isArray(value)) return value.map((each) => maskAny(each, mask))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, maskAny(member, RULES.has(key) ? maskMails : mask)]),
  )
}

/** "ina@example.com from 203.0.113.9" → "i•••@example.com from 203.0.•.•"; IPv6 keeps its first 32 bits. */
export function maskText(text: string): string {
  // As an address bar writes it, ina%40example.com is the same mail: what holds one is shown decoded. Until none is left.
  const read = percentDecoded(text)
  const shown = maskRead(read)
  return shown === read ? text : maskText(shown)
}

/** The query part of a list's address, each value masked by itself, so that the filters beside it stay what they are. */
export function maskSearch(search: string): string {
  const members = [...new URLSearchParams(search)].map(([name, value]) => [name, maskText(value)])
  return new URLSearchParams(members).toString()
}

/** ASCII alone, however often it was encoded: every sign a mail or a network address is known by is. */
function percentDecoded(text: string): string {
  const next = text.replace(/%([2-7][\da-f])/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return next === text ? text : percentDecoded(next)
}

function maskRead(text: string): string {
  return maskMails(text).replace(IPV6, maskIpv6).replace(IPV4, '$1.•.•')
}

function maskMails(text: string): string {
  const written = WHOLE_MAIL.test(text) ? /^[^@]+@/ : MAIL
  return text.replace(written, (local) => `${/[\p{L}\p{N}]/u.exec(local)?.[0] ?? ''}•••@`)
}

/** A field that holds one and nothing else: whatever stands before the @ is its name, commas and quotes too. */
const WHOLE_MAIL = /^[^\s@]+@[^\s@]+$/
/** In a sentence: up to the last @ of a word, or of a name in quotes (RFC 5321 section 4.1.2). */
const MAIL = /(?:(?<![^\s<>"(),;:[\]\\])[^\s<>"(),;:[\]\\]+|"[^"]{1,64}")@(?=\S)/g

/** Not the version of a browser ("Chrome/144.0.0.0", a name that begins its word), nor one after a v, nor a part of a longer number. */
const IPV4 =
  /(?<!\d|\d\.|\b[vV]|(?:^|[\s(;,])[A-Z][\w-]*\/)(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}(?!\d|\.\d)(?:\/\d{1,2}(?!\d))?/g

const GROUP = '[\\da-f]{1,4}'
/** The last two groups may be written as IPv4 (RFC 4291 section 2.2). */
const LAST = `(?:\\d{1,3}(?:\\.\\d{1,3}){3}|${GROUP})`
const REST = `(?:${GROUP}:)*${LAST}`
/** A gap, or six groups at least: so that no time of day reads as one. */
const ADDRESS = `(?:${GROUP}(?::${GROUP})*::(?:${REST})?|::${REST}|(?:${GROUP}:){5,}${LAST})`
const IPV6 = new RegExp(`(?<!\\w)${ADDRESS}(?:/\\d{1,3})?(?!\\w)`, 'gi')

function maskIpv6(network: string): string {
  const [address = ''] = network.split('/')
  const mapped = /^::ffff:(\d+\.\d+)\.\d+\.\d+$/i.exec(address)
  if (mapped) return `${mapped[1]}.•.•`
  const [head = ''] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  return `${groups[0] ?? '0'}:${groups[1] ?? '0'}:•`
}
