import { isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'

type Network = ReturnType<typeof ipaddr.parseCIDR>

/** Tells where a request came from. */
export type AddressReader = (socketAddress: string | undefined, forwardedFor: string | undefined) => string | null

/**
 * Reads the caller's address: the socket's, or what trusted proxies appended to X-Forwarded-For, walking from the nearest
 * one outwards. `trusted` are addresses and networks. Throws RangeError for one that is neither.
 */
export function createAddressReader(trusted: readonly string[]): AddressReader {
  const networks = trusted.map(parseNetwork)
  const isTrusted = (address: string) => networks.some((network) => contains(network, address))
  return (socketAddress, forwardedFor) => {
    let address = normaliseAddress(socketAddress ?? '')
    if (networks.length === 0 || forwardedFor === undefined) return address
    const hops = forwardedFor.split(',')
    while (address !== null && isTrusted(address) && hops.length > 0) {
      address = normaliseAddress(hops.pop()?.trim() ?? '')
    }
    return address
  }
}

/** The canonical text of an address (RFC 5952; an IPv4 address mapped into IPv6 as what it is), or null for anything else. */
export function normaliseAddress(text: string): string | null {
  const bare = text.startsWith('::ffff:') ? text.slice(7) : text
  if (isIPv4(bare)) return bare
  // A zone (fe80::1%eth0) means something on one machine only, and Postgres refuses it.
  if (text.includes('%') || !ipaddr.IPv6.isValid(text)) return null
  const address = ipaddr.IPv6.parse(text)
  return address.isIPv4MappedAddress() ? address.toIPv4Address().toString() : address.toRFC5952String()
}

function parseNetwork(text: string): Network {
  const address = normaliseAddress(text.split('/')[0] ?? '')
  if (address === null) throw new RangeError(`${text} is neither an address nor a network`)
  const parsed = ipaddr.parse(address)
  const bits = text.split('/')[1]
  return ipaddr.parseCIDR(`${address}/${bits ?? (parsed.kind() === 'ipv4' ? 32 : 128)}`)
}

function contains([base, bits]: Network, text: string): boolean {
  const address = ipaddr.parse(text)
  return address.kind() === base.kind() && address.match(base, bits)
}
