import { Hono } from 'hono'
import { createAddressReader } from '@/lib/address'
import { type Log, SILENT_LOG } from '@/lib/log'
import type { Services } from '@/lib/services/context'
import { type ApiContext, Exchange, type NodeBindings } from './exchange'
import { type ApiServices, handler } from './handle'
import { Problem } from './problems'
import { ENDPOINTS } from './routes/all'
import { openRoutes } from './routes/open'

export interface ApiOptions {
  readonly services: Services
  /** The address applications reach this data plane at, without a trailing slash. */
  readonly issuer: string
  /** Where people reach the console, without a trailing slash: its public page explains refusals. */
  readonly consoleUrl?: string
  /** Addresses and networks of proxies whose X-Forwarded-For is believed; none by default. */
  readonly trustedProxies?: readonly string[]
  /** Silent by default. */
  readonly log?: Log
}

export type Api = Hono<{ Bindings: NodeBindings }>

/** The data plane as a Hono application: one handler a route and no middleware, so that a request passes one function. */
export function createApi(options: ApiOptions): Api {
  const api: ApiServices = {
    services: options.services,
    issuer: options.issuer,
    consoleUrl: options.consoleUrl ?? null,
    addressOf: createAddressReader(options.trustedProxies ?? []),
    log: options.log ?? SILENT_LOG,
  }
  const app: Api = new Hono()
  for (const endpoint of ENDPOINTS) {
    app.on(endpoint.facts.method.toUpperCase(), honoPath(endpoint.facts.path), handler(api, endpoint))
  }
  for (const { path, run } of openRoutes(options.services, options.issuer, ENDPOINTS)) {
    app.get(path, (c) => new Exchange(c, api).answer(path, run))
  }
  app.notFound((c) => new Exchange(c, api).answer(unmatchedRoute(c), () => refuseUnmatched(app, c)))
  return app
}

/** Hono writes parameters with a colon. */
function honoPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1')
}

/** Unknown paths are not logged: they may hold anything. */
function unmatchedRoute(c: ApiContext): string {
  return c.req.path.startsWith('/oauth/') ? '/oauth/*' : '*'
}

function refuseUnmatched(app: Api, c: ApiContext): never {
  const known = ['GET', 'POST', 'PUT'].filter((method) => app.router.match(method, c.req.path)[0].length > 0)
  if (known.length === 0) throw new Problem('not-found', 'No call of this data plane has this address. See /docs.')
  const allow = known.includes('GET') ? [...known, 'HEAD'] : known
  throw new Problem('method-not-allowed', `Use ${known.join(' or ')}.`, { headers: { allow: allow.join(', ') } })
}
