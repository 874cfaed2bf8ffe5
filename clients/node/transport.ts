import { setTimeout as delay } from 'node:timers/promises'
import { Members } from './decode'
import { AssayError, AssayUnavailable, errorOfStatus } from './errors'

export interface TransportOptions {
  readonly url: string
  readonly key: string
  readonly timeoutMilliseconds: number
  readonly fetch: typeof fetch
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT'
  /** Below the base URL, without a leading slash. */
  readonly path: string
  /** JSON unless it is a form; members that are undefined are left out. */
  readonly body?: object | URLSearchParams
  /** False where doing it twice is not the same as doing it once. */
  readonly repeatable: boolean
  /** Makes a repeated issue or rotate answer with the first result. */
  readonly idempotencyKey?: string
  /** Of the end user, not of this program. */
  readonly acceptLanguage?: string | undefined
}

interface Answer {
  readonly response: Response
  readonly text: string
}

export type Send = (call: Call) => Promise<Members>

/**
 * Makes the one function through which every byte leaves. The service key stays in this closure, so that printing the
 * client prints no secret. One time limit covers both attempts and reading the answer.
 */
export function createTransport(options: TransportOptions): Send {
  const base = options.url.endsWith('/') ? options.url : `${options.url}/`

  async function attempt(call: Call, signal: AbortSignal): Promise<Answer> {
    const init = requestInit(call, options.key)
    try {
      // A redirect is never followed: it would carry the service key to another place.
      const response = await options.fetch(new URL(call.path, base), { ...init, redirect: 'manual', signal })
      return { response, text: await response.text() }
    } catch (cause) {
      const detail = signal.aborted ? `no answer within ${options.timeoutMilliseconds} ms` : 'no connection'
      throw new AssayUnavailable({ httpStatus: null, requestId: null, detail }, null, { cause })
    }
  }

  async function attemptTwice(call: Call, signal: AbortSignal): Promise<Answer> {
    const first = await attempt(call, signal).catch((error: unknown) => {
      if (!call.repeatable || signal.aborted) throw error
      return null
    })
    if (first === null) return attempt(call, signal)
    const waitMilliseconds = (retryAfterSeconds(first.response) ?? Number.POSITIVE_INFINITY) * 1000
    const worthwhile = first.response.status === 503 && waitMilliseconds < options.timeoutMilliseconds
    if (!call.repeatable || !worthwhile) return first
    await delay(waitMilliseconds)
    return attempt(call, signal)
  }

  return async (call) => open(await attemptTwice(call, AbortSignal.timeout(options.timeoutMilliseconds)))
}

function requestInit(call: Call, key: string): RequestInit {
  const headers = new Headers({ accept: 'application/json' })
  const form = call.body instanceof URLSearchParams
  // RFC 7009 asks for client authentication; the data plane reads only the password of it.
  headers.set('authorization', form ? `Basic ${Buffer.from(`assay-node:${key}`).toString('base64')}` : `Bearer ${key}`)
  if (call.idempotencyKey !== undefined) headers.set('idempotency-key', `"${call.idempotencyKey}"`)
  if (call.acceptLanguage !== undefined) headers.set('accept-language', call.acceptLanguage)
  if (call.body === undefined) return { method: call.method, headers }
  headers.set('content-type', form ? 'application/x-www-form-urlencoded' : 'application/json')
  return { method: call.method, headers, body: form ? String(call.body) : JSON.stringify(call.body) }
}

function open({ response, text }: Answer): Members {
  const body = parse(text)
  if (response.ok && (body !== undefined || text === '')) return new Members(body ?? {})
  const facts = { httpStatus: response.status, requestId: response.headers.get('x-request-id') }
  if (response.ok) throw new AssayError({ ...facts, code: 'unexpected_answer', detail: 'the answer is not JSON' })
  throw errorOfStatus({ ...facts, detail: wordsOf(body, response.status) }, retryAfterSeconds(response))
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The words of an RFC 9457 problem, with the place of each invalid member. */
function wordsOf(body: unknown, status: number): string {
  try {
    const problem = new Members(body)
    const errors = problem.get('errors') === undefined ? [] : problem.list('errors').map((error) => new Members(error))
    const places = errors.map((error) => `${error.text('pointer')} ${error.text('detail')}`)
    return [problem.textOrNull('detail') ?? problem.text('title'), ...places].join('; ')
  } catch {
    return `HTTP ${status}`
  }
}

function retryAfterSeconds(response: Response): number | null {
  const header = response.headers.get('retry-after')
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null
}
