/** Every way in which a call can fail. A refused token is not among them: that is a verdict, not an error. */
export type AssayErrorCode =
  | 'invalid_request'
  | 'caller_refused'
  | 'caller_not_permitted'
  | 'not_found'
  | 'conflict'
  | 'too_many_requests'
  | 'unavailable'
  | 'unexpected_answer'

export interface AssayErrorFacts {
  readonly code: AssayErrorCode
  /** HTTP status of the data plane, null when it did not answer. */
  readonly httpStatus: number | null
  readonly requestId: string | null
  /** For your log; never holds a token or a key. */
  readonly detail: string
}

/** A call failed for a reason that concerns your application or Assay, never the token it asked about. */
export class AssayError extends Error {
  override readonly name: string = 'AssayError'
  readonly code: AssayErrorCode
  // Not `status`: Express sends that on, and a visitor would get the 401 that was meant for your service key.
  readonly httpStatus: number | null
  readonly requestId: string | null
  readonly detail: string

  constructor(facts: AssayErrorFacts, options?: { cause?: unknown }) {
    super(`${facts.code}: ${facts.detail}`, options)
    this.code = facts.code
    this.httpStatus = facts.httpStatus
    this.requestId = facts.requestId
    this.detail = facts.detail
  }
}

/** Assay, its store or the network did not answer. Refuse the request with 503; never let it pass. */
export class AssayUnavailable extends AssayError {
  override readonly name = 'AssayUnavailable'
  readonly retryAfterSeconds: number | null

  constructor(facts: Omit<AssayErrorFacts, 'code'>, retryAfterSeconds: number | null, options?: { cause?: unknown }) {
    super({ ...facts, code: 'unavailable' }, options)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

const CODE_OF_STATUS: Readonly<Record<number, AssayErrorCode>> = {
  400: 'invalid_request',
  401: 'caller_refused',
  403: 'caller_not_permitted',
  404: 'not_found',
  405: 'invalid_request',
  409: 'conflict',
  413: 'invalid_request',
  415: 'invalid_request',
  422: 'invalid_request',
  429: 'too_many_requests',
}

/** Translates a status other than 2xx; anything from 500 up means "not available" (RFC 9110, section 15.6). */
export function errorOfStatus(
  facts: Omit<AssayErrorFacts, 'code'> & { httpStatus: number },
  retryAfter: number | null,
) {
  if (facts.httpStatus >= 500) return new AssayUnavailable(facts, retryAfter)
  return new AssayError({ ...facts, code: CODE_OF_STATUS[facts.httpStatus] ?? 'unexpected_answer' })
}
