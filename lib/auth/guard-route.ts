import { wallClock } from '@/lib/clock'
import { formatRequestId, newId } from '@/lib/crypto/id'
import { environment } from '@/lib/env'
import { createLog, type Log, NOBODY_KNOWN } from '@/lib/log'
import { POLL_HEADER } from '@/lib/routes'
import type { Context } from '@/lib/services/context'
import { type FieldProblem, ServiceError, type ServiceErrorCode } from '@/lib/services/errors'
import { operatorContext } from './current-operator'
import { type HeaderReader, readOriginProblem } from './origin'

const ANSWERS: Readonly<Record<ServiceErrorCode, { readonly status: number; readonly title: string }>> = {
  unauthenticated: { status: 401, title: 'You are not signed in' },
  session_renewed: { status: 401, title: 'Your session has a new token' },
  forbidden: { status: 403, title: 'This is not permitted' },
  step_up_required: { status: 403, title: 'Confirm that it is you' },
  not_found: { status: 404, title: 'There is nothing here' },
  invalid_input: { status: 400, title: 'The request cannot be accepted' },
  conflict: { status: 409, title: 'The request meets another state' },
  too_many_attempts: { status: 429, title: 'Too many attempts' },
  unavailable: { status: 503, title: 'The store cannot be reached' },
  misconfigured: { status: 503, title: 'The console lacks a key' },
}

type RouteContext<P> = { readonly params: Promise<P> }

/**
 * A GET route of the console, which is a verb and nothing else: `export const GET = consoleRoute((context, { query }) => …)`.
 * Answers JSON, or problem+json (RFC 9457) with 401, 403, 503 and the rest. A poll is no use of the session.
 */
export function consoleRoute<R, P = unknown>(
  read: (context: Context, request: { query: URLSearchParams; params: P }) => Promise<R>,
): (request: Request, route: RouteContext<P>) => Promise<Response> {
  return async (request, route) => {
    const correlationId = newId(wallClock())
    try {
      refuseForeign(request.headers)
      const { searchParams } = new URL(request.url)
      const context = await operatorContext({ touch: !isPoll(request.headers, searchParams) })
      const found = await read({ ...context, correlationId }, { query: searchParams, params: await route.params })
      return answer(found, 200, 'application/json', correlationId)
    } catch (error) {
      return problem(error, correlationId)
    }
  }
}

/** A file that is read while it is sent. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly text: AsyncIterable<string>
}

/**
 * A GET that answers with a file. Its beginning is read before the answer begins, so that whoever may not have it is told so in
 * the same words as everywhere; what fails later breaks the download off, which a browser says.
 */
export function downloadRoute<P>(
  read: (context: Context, request: { params: P }) => Promise<Download>,
): (request: Request, route: RouteContext<P>) => Promise<Response> {
  return async (request, route) => {
    const correlationId = newId(wallClock())
    try {
      refuseForeign(request.headers)
      const context = await operatorContext({ touch: true })
      const { name, type, text } = await read({ ...context, correlationId }, { params: await route.params })
      return new Response(await begun(text), {
        headers: {
          'content-type': type,
          'content-disposition': `attachment; filename="${name}"`,
          'cache-control': 'no-store',
          'x-content-type-options': 'nosniff',
          'x-request-id': formatRequestId(correlationId),
        },
      })
    } catch (error) {
      return problem(error, correlationId)
    }
  }
}

async function begun(text: AsyncIterable<string>): Promise<ReadableStream<Uint8Array>> {
  const parts = text[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  let next = await parts.next()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (next.done) return controller.close()
        controller.enqueue(encoder.encode(next.value))
        next = await parts.next()
      },
      cancel: async () => {
        await parts.return?.()
      },
    },
    { highWaterMark: 1 },
  )
}

/** Background requests say so, by header or by `?poll=1`. */
export function isPoll(headers: HeaderReader, query: URLSearchParams): boolean {
  return headers.get(POLL_HEADER) === '1' || query.get('poll') === '1'
}

function refuseForeign(headers: HeaderReader): void {
  if (readOriginProblem(headers, environment().consoleUrl) === null) return
  throw new ServiceError('forbidden', 'This address answers the pages of this console only.')
}

const log: Log = createLog()

function problem(error: unknown, correlationId: string): Response {
  const requestId = formatRequestId(correlationId)
  const known = error instanceof ServiceError ? error : null
  if (known === null || known.code === 'unavailable' || known.code === 'misconfigured') log.failure(error, requestId)
  if (known?.code === 'forbidden') log.denial(known.denial ?? NOBODY_KNOWN, requestId)
  const { status, title } = known ? ANSWERS[known.code] : { status: 500, title: 'Something went wrong here' }
  const body = {
    type: `https://assay.invalid/problems/${(known?.code ?? 'internal').replaceAll('_', '-')}`,
    title,
    status,
    detail: known?.message ?? 'Nothing was changed. Try again; if it stays, quote the request id: the log has it.',
    request_id: requestId,
    ...errorsOf(known?.fields ?? []),
  }
  const response = answer(body, status, 'application/problem+json', correlationId)
  if (status === 503) response.headers.set('retry-after', String(known?.retryAfterSeconds ?? 1))
  return response
}

function errorsOf(fields: readonly FieldProblem[]): { errors?: readonly FieldProblem[] } {
  return fields.length === 0 ? {} : { errors: fields }
}

function answer(body: unknown, status: number, type: string, correlationId: string): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': type, 'cache-control': 'no-store', 'x-request-id': formatRequestId(correlationId) },
  })
}
