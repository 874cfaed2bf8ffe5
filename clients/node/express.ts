import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Assay } from './assay'
import { describeUser, type GuardOptions, guard, headersOf, problemOf, type Refusal } from './guard'
import type { ActiveVerdict, RequestContext } from './types'

declare global {
  // The interface that Express leaves open for this; it stays unused where Express is not installed.
  namespace Express {
    interface Request {
      assay?: ActiveVerdict
    }
  }
}

type WithVerdict = IncomingMessage & { assay?: ActiveVerdict }

export type ExpressGuardOptions<Req extends WithVerdict, Res extends ServerResponse> = GuardOptions & {
  /** Answers a refusal in your own words; status and headers are set already. The problem body is sent without it. */
  readonly onRefused?: ((refusal: Refusal, req: Req, res: Res) => unknown) | undefined
}

/**
 * Lets a request pass with `req.assay`, or ends it: 401 or 403 when refused, 400 for two tokens, 503 when Assay cannot
 * answer. Works in Express and everything else that passes node:http objects. Other errors go to `next`.
 */
export function assayExpress<Req extends WithVerdict, Res extends ServerResponse>(
  client: Pick<Assay, 'verify'>,
  options: ExpressGuardOptions<Req, Res>,
): (req: Req, res: Res, next: (error?: unknown) => void) => Promise<void> {
  return async (req, res, next) => {
    try {
      const outcome = await guard(client, presentation(req), options)
      if ('refusal' in outcome) return await refuse(outcome.refusal, req, res, options)
      req.assay = outcome.verdict
    } catch (error) {
      return next(error)
    }
    next()
  }
}

/** Who is asking, for `issueSession` and `issueKey`: the end user's address and user agent. */
export function contextOf(req: IncomingMessage, trustedProxies = 0): RequestContext {
  return describeUser(presentation(req), trustedProxies)
}

/** The verdict that let this request pass. Throws where the middleware was forgotten, so a slip cannot open a route. */
export function verdictOf(req: WithVerdict): ActiveVerdict {
  if (req.assay === undefined) throw new Error('This route is not behind assayExpress')
  return req.assay
}

async function refuse<Req extends WithVerdict, Res extends ServerResponse>(
  refusal: Refusal,
  req: Req,
  res: Res,
  { onRefused }: ExpressGuardOptions<Req, Res>,
): Promise<void> {
  res.statusCode = refusal.status
  for (const [name, value] of Object.entries(headersOf(refusal))) res.setHeader(name, value)
  if (onRefused !== undefined) {
    await onRefused(refusal, req, res)
    return
  }
  res.setHeader('content-type', 'application/problem+json')
  res.end(JSON.stringify(problemOf(refusal)))
}

function presentation(req: IncomingMessage) {
  const forwardedFor = req.headers['x-forwarded-for']
  return {
    authorization: req.headers.authorization,
    cookie: req.headers.cookie,
    userAgent: req.headers['user-agent'],
    acceptLanguage: req.headers['accept-language'],
    forwardedFor: Array.isArray(forwardedFor) ? forwardedFor.join(',') : forwardedFor,
    socketAddress: req.socket.remoteAddress,
  }
}
