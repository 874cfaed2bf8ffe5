import type { AddressReader } from '@/lib/address'
import { PERMISSIONS } from '@/lib/core/permissions'
import type { Log } from '@/lib/log'
import { authorize } from '@/lib/services/authorize'
import type { ApplicationActor, Services } from '@/lib/services/context'
import { ServiceError, translateStoreFailure } from '@/lib/services/errors'
import { takeSnapshot } from '@/lib/services/judge/judge'
import { type Presentation, present } from '@/lib/services/judge/present'
import { acceptCaller } from '@/lib/services/tokens/accept-caller'
import { challenge, readServiceKey, type Scheme, schemeOf, secondTransport } from './authorization'
import { parseForm, parseJson, readBody } from './body'
import type { Call, Endpoint, Prepared } from './endpoint'
import { type ApiContext, Exchange } from './exchange'
import { Problem, problemOf } from './problems'
import { answerOnce } from './replay'
import type { Answer } from './respond'

/** What the process gives every request. */
export interface ApiServices {
  readonly services: Services
  readonly issuer: string
  readonly consoleUrl: string | null
  readonly addressOf: AddressReader
  readonly log: Log
}

/** The Hono handler of an endpoint. */
export function handler(api: ApiServices, endpoint: Endpoint) {
  const { path } = endpoint.facts
  return (c: ApiContext): Promise<Response> => {
    const exchange = new Exchange(c, api)
    return exchange.answer(path, () => run(api, endpoint, c, exchange))
  }
}

/**
 * The steps of every call: key, body, one statement for caller and token, caller, scope, then the route.
 * What is wrong with the body is told only to a caller that was accepted.
 */
async function run(api: ApiServices, endpoint: Endpoint, c: ApiContext, exchange: Exchange): Promise<Answer> {
  const { services } = api
  const { facts } = endpoint
  const header = c.req.header('authorization')
  const key = present(services.keyring, readServiceKey(header, facts.bodyType === 'form'))
  const input = await prepare(endpoint, c)
  const token = 'token' in input && input.token !== null ? present(services.keyring, input.token) : null
  const snapshot = await snapshotOf(services, key, token)
  const callerIp = api.addressOf(c.env?.incoming?.socket.remoteAddress, c.req.header('x-forwarded-for'))
  const { requestId, requestUuid, requestAt } = exchange
  const caller = await accept(services, schemeOf(header), {
    presentation: key,
    snapshot,
    callerIp,
    userAgent: c.req.header('user-agent')?.slice(0, USER_AGENT_MAX) ?? null,
    scope: PERMISSIONS[facts.permission].scope,
    requestUuid,
    requestAt,
  })
  exchange.application = caller.slug
  permit(caller, facts.permission)
  if (input instanceof Error) throw input
  const call: Call = {
    context: { services, actor: caller, correlationId: requestUuid, requestIp: callerIp },
    ...{ caller, requestId, requestUuid, requestAt, callerIp, snapshot, presented: token },
    ...{ issuer: api.issuer, consoleUrl: api.consoleUrl, acceptLanguage: c.req.header('accept-language') ?? null },
  }
  if (!facts.replayable) return input.run(call)
  return answerOnce(call, key, c.req.header('idempotency-key'), `${c.req.method} ${c.req.path}`, input)
}

const USER_AGENT_MAX = 512

/** Reads and checks the request; an error is returned, to be thrown once the caller is known. */
async function prepare(endpoint: Endpoint, c: ApiContext): Promise<Prepared | Error> {
  const { facts } = endpoint
  try {
    const query = queryOf(c, endpoint)
    const text = facts.method === 'get' ? '' : await readBody(c.req, facts.bodyType)
    const body = facts.bodyType === 'form' ? formOf(text) : parseJson(text)
    return endpoint.prepare({ parameters: facts.parameters === null ? {} : c.req.param(), query, body })
  } catch (error) {
    if (error instanceof Problem || error instanceof ServiceError) return error
    throw error
  }
}

/** The caller's own key has one place, the header. */
function formOf(text: string): Record<string, string> {
  const form = parseForm(text)
  if ('client_secret' in form || 'access_token' in form) throw secondTransport('the body')
  return form
}

/** Only lists have a query, and no query ever carries a token (RFC 9700 section 4.3.2). */
function queryOf(c: ApiContext, { facts }: Endpoint): Record<string, string> {
  if (!c.req.url.includes('?')) return {}
  const query = c.req.query()
  if ('access_token' in query || 'token' in query) throw secondTransport('the query')
  if (facts.query === null && facts.bodyType === 'json' && Object.keys(query).length > 0)
    throw new Problem('invalid-request', 'This call has no query parameters.')
  return query
}

async function snapshotOf(services: Services, key: Presentation, token: Presentation | null) {
  try {
    return await takeSnapshot(services, token === null ? [key] : [key, token])
  } catch (error) {
    throw translateStoreFailure(error)
  }
}

async function accept(services: Services, scheme: Scheme, presented: Parameters<typeof acceptCaller>[1]) {
  try {
    return await acceptCaller(services, presented)
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code !== 'caller-refused') throw error
    throw new Problem(problem.code, problem.message, { headers: challenge(scheme, 'invalid_token') })
  }
}

/** RFC 6750 section 3.1: says which scope is missing. The verbs ask again. */
function permit(caller: ApplicationActor, permission: Endpoint['facts']['permission']): void {
  try {
    authorize(caller, permission)
  } catch (error) {
    const scope = PERMISSIONS[permission].scope ?? ''
    throw new Problem('scope-missing', problemOf(error).message, {
      headers: challenge('bearer', 'insufficient_scope', scope),
    })
  }
}
