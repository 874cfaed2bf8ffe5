import type { Device as DeviceWords } from '@/lib/format/device'

/** What the caller reported about the holder's machine; a dash where it reported nothing. */
export function Device({ device, exact = false }: { device: DeviceWords | null; exact?: boolean }) {
  if (device === null) return <span className="text-faint">–</span>
  return <span title={device.exact}>{exact ? device.exact : device.words}</span>
}

export function Address({ address }: { address: string | null }) {
  if (address === null) return <span className="text-faint">–</span>
  return <span className="mono">{withoutHostMask(address)}</span>
}

/** Postgres writes a single address of an inet column with its mask: "203.0.113.7/32". */
export function withoutHostMask(address: string): string {
  return address.replace(address.includes(':') ? /\/128$/ : /\/32$/, '')
}
