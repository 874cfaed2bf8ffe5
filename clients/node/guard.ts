import { randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import type { Assay } from './assay'
import { AssayUnavailable } from './errors'
import type { ActiveVerdict, Guidance, Kind, RefusedVerdict, RequestContext } from './types'

interface Demand {
  /** The kind of credential this route takes: a key is no session, and the other way round. */
  readonly kind: Kind
  /** All of them are demanded; lacking one answers 403. */
  readonly scopes?: readonly string[] | undefined
  /** Named in challenges that are made here; `api` unless told. */
  readonly realm?: string | undefined
  /** How many proxies of yours stand before the application. 0 unless told: X-Forwarded-For is then not read. */
  readonly trustedProxies?: number | undefined
}

/** Where the token is read from. Never the query string: URLs end up in logs, histories and Referer headers. */
export type GuardOptions = Demand &
  (
    | { readonly from: 'cookie'; readonly cookieName: string }
    | { readonly from: 'bearer'; readonly cookieName?: undefined }
    | { readonly from: 'either'; readonly cookieName: string }
  )

/** The parts of an HTTP request that a judgement needs. */
export interface Presentation {
  readonly authorization: string | undefined
  readonly cookie: string | undefined
  readonly userAgent: string | undefined
  readonly acceptLanguage: string | undefined
  readonly forwardedFor: string | undefined
  readonly socketAddress: string | undefined
}

/** A request that does not go on. */
export interface Refusal {
  /** No token at all, two tokens at once, refused by Assay, or not judged because Assay did not answer. */
  readonly why: 'missing' | 'ambiguous' | 'refused' | 'unavailable'
  readonly status: 400 | 401 | 403 | 429 | 503
  /** What an operator types into Find. It begins with `local_` when Assay was not asked or did not answer. */
  readonly requestId: string
  readonly code: string | null
  /** `WWW-Authenticate`, null where signing in again would not help. */
  readonly challenge: string | null
  readonly retryAfterSeconds: number | null
  /** For your log, never for the end user. */
  readonly reason: string | null
  readonly detail: string | null
  /** For the end user, in their language; null when the browser named none or Assay was not asked. */
  readonly guidance: Guidance | null
}

export type Outcome = { readonly verdict: ActiveVerdict } | { readonly refusal: Refusal }

// Longer than any token. What is longer is refused either way, and the data plane limits what it reads.
const LONGEST_TOKEN = 2048
const LONGEST_USER_AGENT = 512
const LONGEST_ACCEPT_LANGUAGE = 512

/** Judges one request. Anything but an active verdict is a refusal; defects of the set-up throw `AssayError`. */
export async function guard(
  client: Pick<Assay, 'verify'>,
  request: Presentation,
  options: GuardOptions,
): Promise<Outcome> {
  const realm = options.realm ?? 'api'
  const [token, ...others] = presentedTokens(request, options)
  if (token === undefined) return { refusal: missing(realm) }
  if (others.length > 0) return { refusal: ambiguous(realm) }
  const context = {
    ...describeUser(request, options.trustedProxies ?? 0),
    kind: options.kind,
    scopes: options.scopes,
  }
  try {
    const acceptLanguage = request.acceptLanguage?.slice(0, LONGEST_ACCEPT_LANGUAGE)
    const verdict = await client.verify({ token: token.slice(0, LONGEST_TOKEN), context, acceptLanguage })
    return verdict.active ? { verdict } : { refusal: refused(verdict, realm) }
  } catch (error) {
    if (error instanceof AssayUnavailable) return { refusal: unavailable(error) }
    throw error
  }
}

/** The end user as this application sees them. */
export function describeUser(request: Presentation, trustedProxies: number): RequestContext {
  return { ip: endUserAddress(request, trustedProxies), userAgent: request.userAgent?.slice(0, LONGEST_USER_AGENT) }
}

function presentedTokens(request: Presentation, options: GuardOptions): string[] {
  const inHeader = /^bearer +(\S.*)$/i.exec(request.authorization?.trim() ?? '')?.[1]
  const inCookies = options.cookieName === undefined ? [] : cookiesNamed(options.cookieName, request.cookie ?? '')
  const accepted = options.from === 'cookie' && inCookies.length === 0 ? [] : [inHeader, ...inCookies]
  return accepted.filter((token) => token !== undefined)
}

/** Every value of the cookie: two differing ones mean that somebody planted one, and neither may win. */
function cookiesNamed(name: string, header: string): string[] {
  const pairs = header.split(';').map((pair) => pair.trim())
  const values = pairs.filter((pair) => pair.startsWith(`${name}=`)).map((pair) => pair.slice(name.length + 1))
  return [...new Set(values.filter((value) => value !== ''))]
}

/** Proxies append, so the address that the outermost trusted one saw stands that many places from the right. */
export function endUserAddress(
  request: Pick<Presentation, 'forwardedFor' | 'socketAddress'>,
  trustedProxies: number,
): string | undefined {
  const path = [...(request.forwardedFor?.split(',') ?? []), request.socketAddress ?? '']
  const address = plainAddress(path[Math.max(0, path.length - 1 - trustedProxies)] ?? '')
  return isIP(address) === 0 ? undefined : address
}

/** Without the IPv6 zone, and an IPv4 address that arrived on an IPv6 socket as what it is (RFC 4291, 2.5.5.2). */
function plainAddress(address: string): string {
  const [withoutZone = ''] = address.trim().split('%')
  return withoutZone.replace(/^::ffff:(?=\d+\.)/i, '')
}

function missing(realm: string): Refusal {
  // RFC 6750, section 3: a request without authentication gets a challenge without an error code.
  return { ...LOCAL, why: 'missing', status: 401, requestId: localId(), challenge: `Bearer realm="${realm}"` }
}

function ambiguous(realm: string): Refusal {
  const challenge = `Bearer realm="${realm}", error="invalid_request", error_description="more than one token"`
  return { ...LOCAL, why: 'ambiguous', status: 400, code: 'invalid_request', requestId: localId(), challenge }
}

function refused(verdict: RefusedVerdict, realm: string): Refusal {
  const { active: _, ...facts } = verdict
  const fallback = verdict.status === 429 ? null : `Bearer realm="${realm}", error="${verdict.code ?? 'invalid_token'}"`
  return { ...facts, why: 'refused', challenge: verdict.challenge ?? fallback }
}

function unavailable(error: AssayUnavailable): Refusal {
  return {
    ...LOCAL,
    why: 'unavailable',
    status: 503,
    code: 'verifier_unavailable',
    requestId: error.requestId ?? localId(),
    retryAfterSeconds: error.retryAfterSeconds ?? 1,
    detail: error.detail,
  }
}

const LOCAL = { code: null, challenge: null, retryAfterSeconds: null, reason: null, detail: null, guidance: null }

function localId(): string {
  return `local_${randomUUID()}`
}

const TITLES: Readonly<Record<Refusal['status'], string>> = {
  400: 'More than one token was presented',
  401: 'Authentication is required',
  403: 'This credential does not permit that',
  429: 'Too many requests',
  503: 'The credential cannot be checked right now',
}

/** The body of RFC 9457. It holds the public code only, and where the holder reads more: the exact reason is for the owner of the application. */
export function problemOf({ status, code, requestId, guidance }: Refusal): Readonly<Record<string, string | number>> {
  const type = code === null ? 'about:blank' : `https://assay.invalid/problems/${code}`
  const help = guidance?.helpUrl == null ? {} : { help_url: guidance.helpUrl }
  return { type, title: TITLES[status], status, ...(code === null ? {} : { code }), request_id: requestId, ...help }
}

/** The headers of a refusal, to be sent with any body. */
export function headersOf({ challenge, requestId, retryAfterSeconds }: Refusal): Readonly<Record<string, string>> {
  return {
    'cache-control': 'no-store',
    'x-request-id': requestId,
    ...(challenge === null ? {} : { 'www-authenticate': challenge }),
    ...(retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }),
  }
}
