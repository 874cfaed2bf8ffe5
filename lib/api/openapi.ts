import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import { type ZodType, z } from 'zod'
import { PERMISSIONS } from '@/lib/core/permissions'
import type { Endpoint, EndpointFacts } from './endpoint'
import { MetadataAnswer, OauthError } from './schemas/oauth'
import { ProblemAnswer } from './schemas/problem'

export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>
type RouteDefinition = Parameters<typeof createRoute>[0]

/** The contract as OpenAPI 3.1, from the very schemas that calls are checked with. */
export function openApiDocument(endpoints: readonly Endpoint[], issuer: string): OpenApiDocument {
  const book = new OpenAPIHono()
  const { openAPIRegistry: registry } = book
  registry.registerComponent('securitySchemes', 'serviceKey', { type: 'http', scheme: 'bearer' })
  registry.registerComponent('securitySchemes', 'serviceKeyBasic', {
    type: 'http',
    scheme: 'basic',
    description: 'Any user name, the service key as password. For /oauth only.',
  })
  for (const { facts } of endpoints) registry.registerPath(createRoute(routeOf(facts)))
  for (const route of OPEN_ROUTES) registry.registerPath(createRoute(route))
  return book.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Assay data plane', version: '1', description: INTRODUCTION },
    servers: [{ url: issuer }],
  })
}

const INTRODUCTION = `Sessions and API keys for your application: issue, verify, end.
Every call needs a service key of your application. Times are RFC 3339 in UTC with milliseconds; fields that are not named here are refused.
Every answer carries x-request-id, by which an operator finds what happened.`

function routeOf(facts: EndpointFacts): RouteDefinition {
  const { method, path, tag, summary, permission, bodyType } = facts
  const { scope } = PERMISSIONS[permission]
  const schemes = bodyType === 'form' ? [{ serviceKeyBasic: [] }, { serviceKey: [] }] : [{ serviceKey: [] }]
  return {
    method,
    path,
    tags: [tag],
    summary,
    description: `${facts.description} Scope: \`${scope}\`.`,
    operationId: operationId(facts),
    security: schemes,
    ...requestOf(facts),
    responses: {
      ...answersOf(facts),
      default: errorAnswer(bodyType === 'form' ? OauthError : ProblemAnswer, bodyType),
    },
  }
}

const IdempotencyHeader = z.object({
  'Idempotency-Key': z.string().max(255).optional().meta({
    description: 'A repeated call with the same key and body gets the first answer again, for 24 hours.',
  }),
})

function requestOf({ parameters, query, body, bodyType, replayable }: EndpointFacts): Pick<RouteDefinition, 'request'> {
  const type = bodyType === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
  const request = {
    ...(parameters !== null && { params: parameters }),
    ...(query !== null && { query }),
    ...(replayable && { headers: IdempotencyHeader }),
    ...(body !== null && { body: { content: { [type]: { schema: body } } } }),
  }
  return { request }
}

function answersOf({ answers }: EndpointFacts): RouteDefinition['responses'] {
  return Object.fromEntries(
    Object.entries(answers).map(([status, { description, schema }]) => [status, answer(description, schema)]),
  )
}

function answer(description: string, schema: ZodType | null) {
  return { description, ...(schema !== null && { content: { 'application/json': { schema } } }) }
}

function errorAnswer(schema: ZodType, bodyType: EndpointFacts['bodyType']) {
  const type = bodyType === 'form' ? 'application/json' : 'application/problem+json'
  return { description: 'Any error.', content: { [type]: { schema } } }
}

/** `POST /v1/keys/{id}/rotate` → `post_v1_keys_rotate`. */
function operationId({ method, path }: EndpointFacts): string {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith('{'))
  return [method, ...words].join('_').replaceAll('-', '_')
}

const OPEN_ROUTES: readonly RouteDefinition[] = [
  open('/health', 'Is the process alive?', z.strictObject({ status: z.literal('ok') })),
  {
    ...open('/ready', 'Can it answer?', z.strictObject({ status: z.literal('ready') })),
    responses: {
      200: answer('Store and keys are there.', z.strictObject({ status: z.literal('ready') })),
      503: errorAnswer(ProblemAnswer, 'json'),
    },
  },
  open('/.well-known/oauth-authorization-server', 'Where introspection and revocation are (RFC 8414)', MetadataAnswer),
]

function open(path: string, summary: string, schema: ZodType): RouteDefinition {
  return { method: 'get', path, tags: ['Server'], summary, responses: { 200: answer('Yes.', schema) } }
}
