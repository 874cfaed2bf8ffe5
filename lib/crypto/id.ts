import { randomUUID } from 'node:crypto'
import { base62, base62Value } from '@/lib/core/base62'
import type { Instant } from '@/lib/core/instant'

/** A UUIDv7 (RFC 9562 section 5.7): 48 bits of `now` in milliseconds, then 74 random bits, so that ids sort by time. */
export function newId(now: Instant): string {
  const time = now.toString(16).padStart(12, '0')
  // A version 4 has its variant and the same random bits where a version 7 has them, and Node makes it from a pool.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}

/** `req_` and 22 base62 characters of a UUIDv7: the reference a person reads from an error page. */
export function newRequestId(now: Instant): string {
  return formatRequestId(newId(now))
}

/** The UUID inside a request id and the instant inside that; null when it is not one of ours. */
export function readRequestId(requestId: string): { id: string; at: Instant } | null {
  const value = /^req_[0-9A-Za-z]{22}$/.test(requestId) ? base62Value(requestId.slice(4)) : null
  const hex = value?.toString(16).padStart(32, '0')
  if (hex === undefined || hex.length !== 32) return null
  const id = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
  const at = Number.parseInt(hex.slice(0, 12), 16)
  return at > LAST_INSTANT ? null : { id, at }
}

/** The end of the year 9999: beyond it `Date` and Postgres no longer write alike, and 48 bits reach further. */
const LAST_INSTANT = 253_402_300_799_999

/** The request id a person was shown for a stored UUID. */
export function formatRequestId(id: string): string {
  return `req_${base62(BigInt(`0x${id.replaceAll('-', '')}`), 22)}`
}
