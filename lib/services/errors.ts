/** The closed list of ways a verb can fail; each edge translates it once. */
export type ServiceErrorCode =
  | 'unauthenticated'
  /** The session goes on under another token, which the browser is about to send. */
  | 'session_renewed'
  | 'forbidden'
  | 'step_up_required'
  | 'not_found'
  | 'invalid_input'
  | 'conflict'
  | 'too_many_attempts'
  | 'unavailable'
  | 'misconfigured'

/** One field that was refused, by JSON Pointer (RFC 6901), and how to mend it. */
export interface FieldProblem {
  readonly pointer: string
  readonly detail: string
}

/** Who was refused what, for the log: ids and the permission, no names. */
export interface Denial {
  readonly actorType: string
  readonly actorId: string | null
  readonly permission: string
}

interface ServiceErrorOptions {
  readonly fields?: readonly FieldProblem[]
  readonly retryAfterSeconds?: number
  readonly denial?: Denial
  readonly cause?: unknown
}

/** A failure at a boundary of a verb. `message` is safe to show; `cause` is for the log only. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError'
  readonly code: ServiceErrorCode
  readonly fields: readonly FieldProblem[]
  readonly retryAfterSeconds: number | null
  readonly denial: Denial | null

  constructor(code: ServiceErrorCode, message: string, options: ServiceErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.fields = options.fields ?? []
    this.retryAfterSeconds = options.retryAfterSeconds ?? null
    this.denial = options.denial ?? null
  }
}

/** Absent and forbidden look the same to those who may not know: both say this. */
export function notFound(what: string): ServiceError {
  return new ServiceError('not_found', `No such ${what}, or it is not yours to see.`)
}

/** Connection loss, shutdown and timeouts of Postgres (SQLSTATE classes 08, 53, 57) and of the socket. */
export function isStoreFailure(error: unknown): boolean {
  const code = errorCode(error)
  if (code !== null) return /^(08|53|57)/.test(code) || SOCKET_CODES.has(code)
  return error instanceof Error && STORE_MESSAGES.test(error.message)
}

/** Whether Postgres gave this write up in favour of another that waited for it (SQLSTATE 40P01, 40001): done again, it works. */
export function isYielded(error: unknown): boolean {
  return ['40P01', '40001'].includes(errorCode(rootOf(error)) ?? '')
}

/** Whether Postgres will never take this data (SQLSTATE classes 22 and 23): trying again changes nothing. */
export function isRefusedData(error: unknown): boolean {
  return /^2[23]/.test(errorCode(rootOf(error)) ?? '')
}

/** A store failure as ServiceError `unavailable`; any other error as it is. */
export function translateStoreFailure(error: unknown): unknown {
  if (!isStoreFailure(rootOf(error))) return error
  return new ServiceError('unavailable', 'The credential store cannot be reached. Try again.', {
    retryAfterSeconds: 1,
    cause: error,
  })
}

const SOCKET_CODES = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH'])
const STORE_MESSAGES =
  /connection terminated|timeout exceeded when trying to connect|connection ended|not queryable|Cannot use a pool/i

/** Drizzle wraps the driver's error; the code sits on the innermost cause. */
function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause !== undefined && !(error instanceof ServiceError)
    ? rootOf(error.cause)
    : error
}

function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null
  return typeof error.code === 'string' ? error.code : null
}
