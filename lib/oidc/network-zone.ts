import ipaddr from 'ipaddr.js'

/** Where an address is. `forbidden`: nothing an issuer could be, such as the metadata service of a cloud (169.254.169.254). */
export type NetworkZone = 'public' | 'private' | 'loopback' | 'forbidden'

const PRIVATE = new Set(['private', 'uniqueLocal', 'carrierGradeNat'])

/** The zone of an IP address; an IPv4 address inside IPv6 counts as what it is. */
export function zoneOf(address: string): NetworkZone {
  if (!ipaddr.isValid(address)) return 'forbidden'
  const range = ipaddr.process(address).range()
  if (range === 'unicast') return 'public'
  if (range === 'loopback') return 'loopback'
  return PRIVATE.has(range) ? 'private' : 'forbidden'
}

/** Whether a host of a URL names this machine by itself, whatever a name server says. */
export function isLoopbackHost(hostname: string): boolean {
  const bare = hostname.replace(/^\[|\]$/g, '')
  return bare === 'localhost' || bare.endsWith('.localhost') || (ipaddr.isValid(bare) && zoneOf(bare) === 'loopback')
}
