import type { ZodObject, ZodType, z } from 'zod'
import type { Permission } from '@/lib/core/permissions'
import type { ApplicationActor, Context } from '@/lib/services/context'
import { parseInput } from '@/lib/services/input'
import type { Snapshot } from '@/lib/services/judge/judge'
import type { Presentation } from '@/lib/services/judge/present'
import type { BodyType } from './body'
import type { Answer } from './respond'

/** One call after its caller was accepted: what every route gets besides its input. */
export interface Call {
  /** Services, actor and what joins audit entries: what a verb takes. */
  readonly context: Context
  readonly caller: ApplicationActor
  readonly requestId: string
  /** The UUID inside the request id and the time inside that. */
  readonly requestUuid: string
  readonly requestAt: number
  readonly callerIp: string | null
  /** How this data plane names itself (RFC 8414 section 2). */
  readonly issuer: string
  /** Where people reach the console and its public page; null where there is none. */
  readonly consoleUrl: string | null
  /** The Accept-Language of this call, as it came. */
  readonly acceptLanguage: string | null
  /** The snapshot the caller was judged at. It holds the presented token's row as well. */
  readonly snapshot: Snapshot
  readonly presented: Presentation | null
}

/** What OpenAPI shows of a call. */
export interface EndpointFacts {
  readonly method: 'get' | 'post' | 'put'
  /** With parameters in braces, as OpenAPI writes them. */
  readonly path: string
  readonly tag: 'Tokens' | 'Sessions' | 'Keys' | 'Credentials' | 'Subjects'
  readonly summary: string
  readonly description: string
  readonly permission: Permission
  readonly bodyType: BodyType
  readonly parameters: ZodObject | null
  readonly query: ZodObject | null
  readonly body: ZodType | null
  readonly answers: Readonly<Record<number, { readonly description: string; readonly schema: ZodType | null }>>
  /** Whether an Idempotency-Key is honoured. */
  readonly replayable: boolean
}

/** The request as it came, before any schema. */
export interface RawInput {
  readonly parameters: unknown
  readonly query: unknown
  readonly body: unknown
}

/** An endpoint whose input was accepted: ready to run, and the token in question, if any, ready to be read. */
export interface Prepared {
  readonly token: string | null
  /** What the caller asked for, as text: two equal payloads have the same. */
  readonly payload: () => string
  readonly run: (call: Call) => Promise<Answer>
}

export interface Endpoint {
  readonly facts: EndpointFacts
  /** Errors: ServiceError `invalid_input`. */
  readonly prepare: (raw: RawInput) => Prepared
}

interface Definition<P extends ZodObject, Q extends ZodObject, B extends ZodType>
  extends Omit<EndpointFacts, 'parameters' | 'query' | 'body' | 'replayable' | 'bodyType'> {
  readonly bodyType?: BodyType
  readonly parameters?: P
  readonly query?: Q
  readonly body?: B
  readonly replayable?: boolean
  /** The presented token, where the call is about one: it is read in the caller's statement. */
  readonly token?: (body: z.output<B>) => string
  readonly run: (call: Call, input: Input<P, Q, B>) => Promise<Answer>
}

export interface Input<P extends ZodType, Q extends ZodType, B extends ZodType> {
  readonly parameters: z.output<P>
  readonly query: z.output<Q>
  readonly body: z.output<B>
}

/** Defines a call once: OpenAPI and the server both read it. */
export function endpoint<P extends ZodObject, Q extends ZodObject, B extends ZodType>(
  definition: Definition<P, Q, B>,
): Endpoint {
  const { parameters, query, body, token, run, replayable = false, bodyType = 'json', ...facts } = definition
  return {
    facts: {
      ...facts,
      bodyType,
      replayable,
      parameters: parameters ?? null,
      query: query ?? null,
      body: body ?? null,
    },
    prepare(raw) {
      const input = {
        parameters: parse(parameters, raw.parameters),
        query: parse(query, raw.query),
        body: parse(body, raw.body),
      }
      return {
        token: token === undefined ? null : token(input.body),
        payload: () => JSON.stringify([input.parameters, input.body]),
        run: (call) => run(call, input),
      }
    },
  }
}

/** A part without a schema is not read at all; its type says so. */
function parse<S extends ZodType>(schema: S | undefined, raw: unknown): z.output<S> {
  return schema === undefined ? (undefined as z.output<S>) : parseInput(schema, raw)
}

/** The token in question with where it was read and who asked, for the verbs about tokens. */
export function presentedToken({ presented, snapshot, callerIp, requestUuid, requestAt }: Call) {
  if (presented === null) throw new Error('This call has no token: its definition lacks one')
  return { presentation: presented, snapshot, callerIp, requestUuid, requestAt }
}
