/** An address or a network as eight groups of 16 bits; IPv4 stands where IPv6 maps it, ::ffff:0:0/96 (RFC 4291 section 2.5.5.2). */
export interface Network {
  readonly family: 4 | 6
  readonly groups: readonly number[]
  /** Leading bits that count, of 128. */
  readonly bits: number
}

const WHOLE = 128
const MAPPED_BITS = 96

/**
 * Reads an address, or a network in CIDR notation (RFC 4632, RFC 4291 section 2.3), written exactly: no leading zeros, no zone,
 * no port. An IPv4 address mapped into IPv6 is that IPv4 address. Null for anything else.
 */
export function parseNetwork(text: string): Network | null {
  const [address = '', length, ...rest] = text.split('/')
  const groups = address.includes(':') ? parseIpv6(address) : parseIpv4(address)
  if (groups === null || rest.length > 0) return null
  const written = address.includes(':') ? 0 : MAPPED_BITS
  const bits = length === undefined ? WHOLE : parseLength(length, WHOLE - written)
  if (bits === null) return null
  const all = length === undefined ? WHOLE : bits + written
  return { family: isMapped(groups) && all >= MAPPED_BITS ? 4 : 6, groups, bits: all }
}

/** Whether every address of `inner` is one of `outer`. IPv4 and IPv6 never hold each other, however wide: `::/0` is no list of IPv4. */
export function contains(outer: Network, inner: Network): boolean {
  if (outer.family !== inner.family || outer.bits > inner.bits) return false
  return outer.groups.every((group, index) => ((group ^ (inner.groups[index] ?? 0)) & maskAt(index, outer.bits)) === 0)
}

/** Whether nothing is written after the bits that count: 10.0.0.0/8 is, 10.0.0.5/8 is not. */
export function isWhole({ groups, bits }: Network): boolean {
  return groups.every((group, index) => (group & ~maskAt(index, bits) & 0xffff) === 0)
}

/** Whether an address lies in one of the networks. What cannot be read as either lies nowhere. */
export function isListed(address: string, networks: readonly string[]): boolean {
  const inner = parseNetwork(address)
  if (inner === null || inner.bits !== WHOLE) return false
  return networks.some((text) => {
    const outer = parseNetwork(text)
    return outer !== null && contains(outer, inner)
  })
}

/** The canonical text (RFC 5952): IPv4 as itself, a network of one address as that address. */
export function formatNetwork({ family, groups, bits }: Network): string {
  const written = family === 4 ? MAPPED_BITS : 0
  const address = family === 4 ? groups.slice(6).map(octets).join('.') : formatIpv6(groups)
  return bits === WHOLE ? address : `${address}/${bits - written}`
}

function octets(group: number): string {
  return `${group >> 8}.${group & 0xff}`
}

/** The longest run of two or more zero groups is left out, the first of several (section 4.2.3). */
function formatIpv6(groups: readonly number[]): string {
  const runs = groups.map((_, from) => {
    const end = groups.findIndex((group, index) => index >= from && group !== 0)
    return { from, length: (end === -1 ? groups.length : end) - from }
  })
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), { from: 0, length: 1 })
  const hex = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':')
  if (longest.length < 2) return hex(groups)
  return `${hex(groups.slice(0, longest.from))}::${hex(groups.slice(longest.from + longest.length))}`
}

function maskAt(index: number, bits: number): number {
  const counting = Math.min(Math.max(bits - index * 16, 0), 16)
  return (0xffff << (16 - counting)) & 0xffff
}

function isMapped(groups: readonly number[]): boolean {
  return groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
}

function parseLength(text: string, max: number): number | null {
  const length = /^(?:0|[1-9]\d{0,2})$/.test(text) ? Number(text) : Number.NaN
  return length <= max ? length : null
}

function parseIpv4(text: string): number[] | null {
  const pair = parseOctets(text)
  return pair === null ? null : [0, 0, 0, 0, 0, 0xffff, ...pair]
}

function parseOctets(text: string): [number, number] | null {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return null
  const [a = 0, b = 0, c = 0, d = 0] = parts.map(Number)
  return [a * 256 + b, c * 256 + d]
}

/** Of a `::` the missing groups are zero; it stands for one group at least (RFC 5952 section 4.2.2 reads both). */
function parseIpv6(text: string): number[] | null {
  const [head = '', tail, ...rest] = text.split('::')
  if (rest.length > 0) return null
  const before = parseGroups(head, tail === undefined)
  const after = tail === undefined ? [] : parseGroups(tail, true)
  if (before === null || after === null) return null
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return null
  return [...before, ...Array.from({ length: missing }, () => 0), ...after]
}

/** Groups between colons; the last two of an address may be written as IPv4. */
function parseGroups(text: string, mayEndInIpv4: boolean): number[] | null {
  if (text === '') return []
  const parts = text.split(':')
  const last = parts.at(-1) ?? ''
  const octets = mayEndInIpv4 && last.includes('.') ? parseOctets(last) : []
  if (octets === null) return null
  const hexadecimal = octets.length > 0 ? parts.slice(0, -1) : parts
  if (!hexadecimal.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return null
  return [...hexadecimal.map((part) => Number.parseInt(part, 16)), ...octets]
}
