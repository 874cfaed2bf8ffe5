import ipaddr from 'ipaddr.js'

/** The network an address belongs to: /24, or /56 for IPv6, where one household holds at least that much. */
export function addressBlock(ip: string | null): string {
  if (ip === null || !ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  return address
    .toByteArray()
    .slice(0, address.kind() === 'ipv4' ? 3 : 7)
    .join('.')
}
