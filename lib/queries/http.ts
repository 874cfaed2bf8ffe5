import { POLL_HEADER, routes } from '@/lib/routes'
import { askAgainWhere } from './ask-again'

/** An answer that was not the one asked for. `requestId` finds it in the log; undefined when nothing answered. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  readonly status: number
  readonly requestId: string | undefined

  constructor(message: string, status: number, requestId: string | undefined) {
    super(message)
    this.status = status
    this.requestId = requestId
  }
}

interface GetOptions {
  readonly signal?: AbortSignal | undefined
  /** A timer asked, not a person. */
  readonly poll?: boolean
}

/** Reads one of our own GET routes. Errors: RequestFailed; a session that has ended leads to the sign-in page first. */
export async function getJson<Result>(url: string, { signal, poll = false }: GetOptions = {}): Promise<Result> {
  const response = await askAgainWhere(isRenewed, () =>
    fetch(url, {
      headers: { accept: 'application/json', ...(poll && { [POLL_HEADER]: '1' }) },
      ...(signal && { signal }),
    }),
  )
  if (response.status === 401) leaveToSignIn()
  if (!response.ok) throw await failure(response)
  return response.json()
}

async function isRenewed(response: Response): Promise<boolean> {
  if (response.status !== 401) return false
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null)
  return text(body, 'type')?.endsWith('/session-renewed') ?? false
}

/** The request id of a failed query, for the error state. */
export function requestIdOf(error: unknown): string | undefined {
  return error instanceof RequestFailed ? error.requestId : undefined
}

/** Whether asking again may help: what the console refuses once it refuses again. */
export function worthRetrying(failures: number, error: unknown): boolean {
  return failures < 1 && !isRefused(error)
}

/** Whether it was what was asked for that is wrong, such as an address in a filter that is none. */
export function isRefused(error: unknown): boolean {
  return error instanceof RequestFailed && error.status >= 400 && error.status < 500
}

async function failure(response: Response): Promise<RequestFailed> {
  const body: unknown = await response.json().catch(() => null)
  const requestId = response.headers.get('x-request-id') ?? text(body, 'request_id') ?? undefined
  return new RequestFailed(
    text(body, 'detail') ?? 'The console did not answer as expected.',
    response.status,
    requestId,
  )
}

/** Longer than any way out takes. */
const ON_THE_WAY_MILLISECONDS = 10_000

let onTheWayOut = false

/** Whoever signs out is led on by that, perhaps to their issuer: no poll that meets the ended session may lead them elsewhere. */
export function signingOut(): void {
  onTheWayOut = true
  setTimeout(() => {
    onTheWayOut = false
  }, ON_THE_WAY_MILLISECONDS)
}

function leaveToSignIn(): void {
  if (typeof window === 'undefined' || onTheWayOut) return
  window.location.assign(routes.signIn({ next: window.location.pathname + window.location.search }))
}

function text(body: unknown, name: string): string | null {
  if (typeof body !== 'object' || body === null) return null
  const value = Object.entries(body).find(([key]) => key === name)?.[1]
  return typeof value === 'string' ? value : null
}
