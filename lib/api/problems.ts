import { type FieldProblem, ServiceError, type ServiceErrorCode } from '@/lib/services/errors'

/** Everything that can be wrong with a call, with the status and title it always has (RFC 9457 section 3.1). */
const PROBLEMS = {
  'invalid-request': { status: 400, title: 'The request cannot be accepted' },
  'invalid-idempotency-key': { status: 400, title: 'The Idempotency-Key cannot be read' },
  unauthenticated: { status: 401, title: 'A service key is required' },
  'caller-refused': { status: 401, title: 'The service key is not accepted' },
  'scope-missing': { status: 403, title: 'The service key does not permit this' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'method-not-allowed': { status: 405, title: 'This method is not known here' },
  conflict: { status: 409, title: 'The request meets another state' },
  'call-in-progress': { status: 409, title: 'The first call with this Idempotency-Key still runs' },
  'content-too-large': { status: 413, title: 'The body is too large' },
  'unsupported-media-type': { status: 415, title: 'The body is of another media type' },
  'idempotency-key-reused': { status: 422, title: 'This Idempotency-Key belongs to another request' },
  'too-many-attempts': { status: 429, title: 'Too many attempts' },
  internal: { status: 500, title: 'Something went wrong here' },
  'verifier-unavailable': { status: 503, title: 'Assay cannot answer right now' },
} as const

export type ProblemCode = keyof typeof PROBLEMS

interface ProblemOptions {
  readonly fields?: readonly FieldProblem[]
  readonly headers?: Readonly<Record<string, string>>
  readonly cause?: unknown
}

/** A call that is answered with an error. `message` is safe to show; `cause` is for the log only. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  readonly status: number
  readonly title: string
  readonly fields: readonly FieldProblem[]
  readonly headers: Readonly<Record<string, string>>

  constructor(code: ProblemCode, message: string, options: ProblemOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.status = PROBLEMS[code].status
    this.title = PROBLEMS[code].title
    this.fields = options.fields ?? []
    this.headers = options.headers ?? {}
  }
}

const CODES: Readonly<Record<ServiceErrorCode, ProblemCode>> = {
  unauthenticated: 'caller-refused',
  // Sessions of operators alone are renewed, and they do not call here.
  session_renewed: 'caller-refused',
  forbidden: 'scope-missing',
  // Only operators are asked to prove who they are, and they do not call here.
  step_up_required: 'scope-missing',
  not_found: 'not-found',
  invalid_input: 'invalid-request',
  conflict: 'conflict',
  too_many_attempts: 'too-many-attempts',
  unavailable: 'verifier-unavailable',
  misconfigured: 'verifier-unavailable',
}

/** The one translation of whatever was thrown. What is not known here is a defect: it shows nothing of itself. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (!(error instanceof ServiceError)) return new Problem('internal', 'Please try again later.', { cause: error })
  return new Problem(CODES[error.code], error.message, {
    fields: error.fields,
    headers: retryAfter(error),
    cause: error.cause,
  })
}

/** The body of RFC 9457. */
export function problemBody({ code, title, status, message, fields }: Problem, requestId: string): object {
  return {
    type: `https://assay.invalid/problems/${code}`,
    title,
    status,
    detail: message,
    request_id: requestId,
    ...(fields.length > 0 && { errors: fields }),
  }
}

/** The body of RFC 6749 section 5.2, for the endpoints of OAuth. */
export function oauthErrorBody({ code, message }: Problem): { error: string; error_description: string } {
  return { error: OAUTH_ERRORS[code] ?? 'invalid_request', error_description: message }
}

const OAUTH_ERRORS: Readonly<Partial<Record<ProblemCode, string>>> = {
  unauthenticated: 'invalid_client',
  'caller-refused': 'invalid_client',
  'scope-missing': 'insufficient_scope',
  'too-many-attempts': 'temporarily_unavailable',
  internal: 'server_error',
  'verifier-unavailable': 'temporarily_unavailable',
}

function retryAfter({ code, retryAfterSeconds }: ServiceError): Record<string, string> {
  const seconds = retryAfterSeconds ?? (code === 'unavailable' || code === 'misconfigured' ? 1 : null)
  return seconds === null ? {} : { 'retry-after': String(Math.ceil(seconds)) }
}
