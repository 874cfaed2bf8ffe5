import { isIP } from 'node:net'
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
  const [address = '', ...network] = text.split('/')
  if (isIP(address) === 6 && network.length <= 1) return maskIpv6(address)
  return maskMails(text).replace(IPV4, '$1.•.•').replace(IPV6, maskIpv6)
}

function maskMails(text: string): string {
  return text.replace(MAIL, '$1•••@$2')
}

const MAIL = /([\p{L}\p{N}])[^\s@<>"',;()]*@([^\s@<>"',;()]+)/gu
/** Not the version of a browser, which follows a slash, nor a part of a longer number. */
const IPV4 = /(?<![\w./])(\d{1,3}\.\d{1,3})\.\d{1,3}\.\d{1,3}(?![\w.])(?:\/\d{1,2})?/g
/** Six groups at least, or a gap: so that no time of day reads as one. */
const IPV6 =
  /(?<![\w:.])(?:[\da-f]{1,4}:){5,7}[\da-f]{1,4}(?![\w:])|(?<![\w:.])(?:[\da-f]{1,4}:)+(?::[\da-f]{1,4})+(?![\w:])/gi

function maskIpv6(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+)\.\d+\.\d+$/i.exec(address)
  if (mapped) return `${mapped[1]}.•.•`
  const [head = ''] = address.split('::')
  const groups = head === '' ? [] : head.split(':')
  return `${groups[0] ?? '0'}:${groups[1] ?? '0'}:•`
}
