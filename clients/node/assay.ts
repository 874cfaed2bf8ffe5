import { wallClock } from './clock'
import { decodeVerdict } from './decode'
import { ending } from './end'
import { issuing } from './issue'
import { keys } from './keys'
import { subjects } from './subjects'
import { createTransport, type Send } from './transport'
import type { RequestContext, Verdict } from './types'
import { wireContext } from './wire'

export interface AssayOptions {
  /** Base URL of the data plane, for example `https://assay.example.com`. */
  readonly url: string
  /** The service key of your application. Read it from the environment. */
  readonly key: string
  /** Time for one call together with its second attempt; 3000 unless told. */
  readonly timeoutMilliseconds?: number | undefined
  readonly fetch?: typeof fetch | undefined
  /** Epoch milliseconds; for tests. */
  readonly clock?: (() => number) | undefined
}

export interface VerifyToken {
  readonly token: string
  readonly context?: RequestContext | undefined
  /** False when nobody is acting (a background poll): the idle time then runs on. */
  readonly touch?: boolean | undefined
  /** The Accept-Language of your end user's request, as it came: a refusal then carries words for them. */
  readonly acceptLanguage?: string | undefined
}

export type Assay = ReturnType<typeof createAssay>

/**
 * A client of the data plane. Every method throws `AssayUnavailable` when Assay cannot answer and `AssayError` when the
 * call itself was refused. Repeatable calls are tried once more after a lost connection or a 503 with Retry-After.
 */
export function createAssay(options: AssayOptions) {
  const send = createTransport({
    url: options.url,
    key: options.key,
    timeoutMilliseconds: options.timeoutMilliseconds ?? 3000,
    fetch: options.fetch ?? globalThis.fetch,
  })
  return {
    ...judging(send, options.clock ?? wallClock),
    ...issuing(send),
    ...keys(send),
    ...ending(send),
    ...subjects(send),
  }
}

function judging(send: Send, clock: () => number) {
  return {
    /**
     * Asks whether a token is good now, here and for this. A refused token is an answer and not an error; a token that
     * could not be judged throws `AssayUnavailable`, so that forgetting to handle it lets nobody in.
     */
    async verify({ token, context, touch, acceptLanguage }: VerifyToken): Promise<Verdict> {
      const sentAt = context?.sentAt ?? new Date(clock()).toISOString()
      const body = { token, touch, context: wireContext({ ...context, sentAt }) }
      return decodeVerdict(await send({ method: 'POST', path: 'v1/verify', body, repeatable: true, acceptLanguage }))
    },
  }
}
