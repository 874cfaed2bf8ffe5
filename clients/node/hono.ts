import type { Context, MiddlewareHandler } from 'hono'
import type { Assay } from './assay'
import { type GuardOptions, guard, headersOf, problemOf, type Refusal } from './guard'
import type { ActiveVerdict } from './types'

/** For `new Hono<AssayEnv>()`: makes `c.get('assay')` typed. */
export interface AssayEnv {
  Variables: { assay: ActiveVerdict }
}

export type HonoGuardOptions = GuardOptions & {
  /** Answers a refusal in your own words; the headers of the refusal are added. The problem body is sent without it. */
  readonly onRefused?: ((refusal: Refusal, context: Context<AssayEnv>) => Response | Promise<Response>) | undefined
  /** The address of the other end of the socket; read from `@hono/node-server` unless told. */
  readonly socketAddress?: ((context: Context<AssayEnv>) => string | undefined) | undefined
}

/**
 * Lets a request pass with `c.get('assay')`, or ends it: 401 or 403 when refused, 400 for two tokens, 503 when Assay
 * cannot answer. Other errors reach `app.onError`.
 */
export function assayHono(client: Pick<Assay, 'verify'>, options: HonoGuardOptions): MiddlewareHandler<AssayEnv> {
  return async (context, next) => {
    const presentation = {
      authorization: context.req.header('authorization'),
      cookie: context.req.header('cookie'),
      userAgent: context.req.header('user-agent'),
      acceptLanguage: context.req.header('accept-language'),
      forwardedFor: context.req.header('x-forwarded-for'),
      socketAddress: (options.socketAddress ?? nodeSocketAddress)(context),
    }
    const outcome = await guard(client, presentation, options)
    if ('refusal' in outcome) return answer(outcome.refusal, context, options)
    context.set('assay', outcome.verdict)
    await next()
    return undefined
  }
}

async function answer(refusal: Refusal, context: Context<AssayEnv>, options: HonoGuardOptions): Promise<Response> {
  const own = await options.onRefused?.(refusal, context)
  const body = own === undefined ? JSON.stringify(problemOf(refusal)) : own.body
  const headers = new Headers(own?.headers ?? { 'content-type': 'application/problem+json' })
  for (const [name, value] of Object.entries(headersOf(refusal))) headers.set(name, value)
  return new Response(body, { status: refusal.status, headers })
}

function nodeSocketAddress(context: Context<AssayEnv>): string | undefined {
  const bindings = context.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return bindings?.incoming?.socket?.remoteAddress
}
