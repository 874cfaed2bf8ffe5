import { createAddressReader } from '@/lib/address'
import { environment } from '@/lib/env'
import type { HeaderReader } from './origin'

/** Where a request to the console comes from. */
export interface RequestSource {
  readonly ip: string | null
  readonly userAgent: string | null
}

/** Set by our server from the socket of every request, over whatever the client sent under this name. */
export const PEER_HEADER = 'x-assay-peer'
/** Set by the proxy for requests a person made: neither prefetched nor sent in the background. */
export const USE_HEADER = 'x-assay-use'
/** Set by the proxy: the path and query the browser asked for. */
export const PATH_HEADER = 'x-assay-path'

const USER_AGENT_LENGTH_MAX = 512

/** Reads address and user agent; `X-Forwarded-For` counts only where it comes through a trusted proxy. */
export function sourceOf(
  headers: HeaderReader,
  trustedProxies: readonly string[] = environment().trustedProxies,
): RequestSource {
  const read = createAddressReader(trustedProxies)
  const { peer, forwarded } = hops(headers)
  return { ip: read(peer, forwarded), userAgent: headers.get('user-agent')?.slice(0, USER_AGENT_LENGTH_MAX) ?? null }
}

/** Without our server in front (next dev) Next itself has put the socket's address at the end of X-Forwarded-For. */
function hops(headers: HeaderReader): { peer: string | undefined; forwarded: string | undefined } {
  const forwarded = headers.get('x-forwarded-for') ?? undefined
  const peer = headers.get(PEER_HEADER)
  if (peer !== null) return { peer, forwarded }
  const all = forwarded?.split(',').map((hop) => hop.trim()) ?? []
  return { peer: all.at(-1), forwarded: all.length > 1 ? all.slice(0, -1).join(',') : undefined }
}
