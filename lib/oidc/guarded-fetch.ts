import { lookup as resolve } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isLoopbackHost, type NetworkZone, zoneOf } from './network-zone'
import { OidcProblem } from './problem'

/** The parts of fetch the protocol needs. Redirects are never followed. */
export type GuardedFetch = (url: string, init?: GuardedInit) => Promise<Response>

export interface GuardedInit {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal?: AbortSignal
}

const TIMEOUT_MILLISECONDS = 5_000
const BODY_BYTES_MAX = 512 * 1024

/**
 * A fetch for one issuer. Only https, except for an issuer on this machine; only addresses in the issuer's own zone or the
 * public one, checked on the address that is connected to, so that a name cannot change in between; no redirect, five
 * seconds, half a megabyte. What an issuer's metadata points at can thus not turn this console against its own network.
 */
export function createGuardedFetch(issuer: URL): GuardedFetch {
  const local = isLoopbackHost(issuer.hostname)
  return async (text, init = {}) => {
    const url = new URL(text)
    requireProtocol(url, local)
    const zones = await allowedZones(issuer, local)
    requireLiteral(url, zones)
    return send(url, init, zones)
  }
}

function requireProtocol(url: URL, local: boolean): void {
  const plain = url.protocol === 'http:' && local && isLoopbackHost(url.hostname)
  if (url.protocol === 'https:' || plain) return
  throw new OidcProblem('address_not_allowed', { found: `${url.protocol}//${url.host}` })
}

/** The metadata of a public issuer may not lead inside; that of an inner one may stay where it is. */
async function allowedZones(issuer: URL, local: boolean): Promise<ReadonlySet<NetworkZone>> {
  if (local) return new Set(['public', 'private', 'loopback'])
  const [first] = await resolve(bareHost(issuer), { all: true }).catch((cause) => {
    throw new OidcProblem('unreachable', { found: issuer.host }, cause)
  })
  const own = first === undefined ? 'forbidden' : zoneOf(first.address)
  return own === 'private' ? new Set(['public', 'private']) : new Set(['public'])
}

/** A literal address is connected to without any look-up. */
function requireLiteral(url: URL, zones: ReadonlySet<NetworkZone>): void {
  const host = bareHost(url)
  if (isIP(host) !== 0 && !zones.has(zoneOf(host))) throw new OidcProblem('address_not_allowed', { found: host })
}

function send(url: URL, init: GuardedInit, zones: ReadonlySet<NetworkZone>): Promise<Response> {
  const { request: open } = url.protocol === 'https:' ? https : http
  return new Promise((done, fail) => {
    const options = {
      method: init.method ?? 'GET',
      headers: { ...init.headers, connection: 'close' },
      lookup: lookupWithin(zones),
      // A connection of its own: one that was kept could belong to another zone.
      agent: false as const,
      signal: AbortSignal.any([AbortSignal.timeout(TIMEOUT_MILLISECONDS), ...(init.signal ? [init.signal] : [])]),
    }
    const failed = (cause: unknown) =>
      fail(cause instanceof OidcProblem ? cause : new OidcProblem('unreachable', { found: url.host }, cause))
    const request = open(url, options, (message) => {
      readAll(message).then((body) => done(responseOf(message, body)), failed)
    })
    request.on('error', failed)
    request.end(bodyText(init.body))
  })
}

/** Resolves as node does and leaves out every address that is not allowed; none left is a refusal. */
function lookupWithin(zones: ReadonlySet<NetworkZone>): LookupFunction {
  return (hostname, options, answer) => {
    resolve(hostname, { ...options, all: true }).then(
      (addresses) => {
        const allowed = addresses.filter(({ address }) => zones.has(zoneOf(address)))
        const [first] = allowed
        if (first === undefined) answer(new OidcProblem('address_not_allowed', { found: hostname }), '')
        else if (options.all) answer(null, allowed)
        else answer(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => answer(error, ''),
    )
  }
}

async function readAll(message: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of message) {
    length += part.length
    if (length > BODY_BYTES_MAX) {
      message.destroy()
      throw new Error(`The answer is longer than ${BODY_BYTES_MAX} bytes`)
    }
    parts.push(part)
  }
  return Buffer.concat(parts)
}

function responseOf(message: http.IncomingMessage, body: Buffer): Response {
  const status = message.statusCode ?? 502
  const headers = new Headers()
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  const empty = status === 204 || status === 205 || status === 304
  return new Response(empty ? null : new Uint8Array(body), { status: status < 200 ? 502 : status, headers })
}

function bodyText(body: unknown): string | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string' || body instanceof URLSearchParams) return String(body)
  throw new TypeError('Only text is ever sent to an issuer')
}

function bareHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, '')
}
