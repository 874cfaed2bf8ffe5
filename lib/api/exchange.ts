import type { Context as HonoContext } from 'hono'
import { monotonic, wallClock } from '@/lib/clock'
import type { Instant } from '@/lib/core/instant'
import { formatRequestId, newId } from '@/lib/crypto/id'
import type { Log } from '@/lib/log'
import { oauthErrorBody, type Problem, problemBody, problemOf } from './problems'
import { type Answer, respond } from './respond'

/** What the Node server hands over beside the request; absent when an app is called in memory. */
export interface NodeBindings {
  readonly incoming?: { readonly socket: { readonly remoteAddress?: string | undefined } }
  /** When the request was made, where a history is lived in memory; this machine's clock otherwise. */
  readonly requestAt?: Instant
}

export type ApiContext = HonoContext<{ Bindings: NodeBindings }>

/** One request, from its first byte to its last: the only place where it gets an id, an error body and a line in the log. */
export class Exchange {
  readonly #c: ApiContext
  readonly #log: Log
  readonly #https: boolean
  readonly #begunAt = monotonic()
  readonly requestAt: Instant
  readonly requestUuid: string
  readonly requestId: string
  application: string | null = null

  constructor(c: ApiContext, { log, issuer }: { readonly log: Log; readonly issuer: string }) {
    this.#c = c
    this.#log = log
    this.#https = issuer.startsWith('https://')
    this.requestAt = c.env?.requestAt ?? wallClock()
    this.requestUuid = newId(this.requestAt)
    this.requestId = formatRequestId(this.requestUuid)
  }

  /** Runs the request; whatever it throws becomes the error body its caller can read. */
  async answer(route: string, run: () => Answer | Promise<Answer>): Promise<Response> {
    const answer = await this.#attempt(route, run)
    const { method } = this.#c.req
    const ms = Math.round((monotonic() - this.#begunAt) * 10) / 10
    const { requestId, application } = this
    this.#log.request({ method, route, status: answer.status, ms, request_id: requestId, application })
    return respond(answer, { requestId, https: this.#https })
  }

  async #attempt(route: string, run: () => Answer | Promise<Answer>): Promise<Answer> {
    try {
      return await run()
    } catch (error) {
      return this.#refuse(error, route)
    }
  }

  #refuse(error: unknown, route: string): Answer {
    const problem = problemOf(error)
    if (problem.status >= 500) this.#log.failure(problem.cause, this.requestId)
    return problemAnswer(problem, route.startsWith('/oauth/'), this.requestId)
  }
}

/** A problem as an answer, in the form of OAuth or of everything else. */
export function problemAnswer(problem: Problem, oauth: boolean, requestId: string): Answer {
  const { status, headers } = problem
  if (oauth) return { status, headers, body: oauthErrorBody(problem) }
  const type = { 'content-type': 'application/problem+json; charset=utf-8' }
  return { status, headers: { ...type, ...headers }, body: problemBody(problem, requestId) }
}
