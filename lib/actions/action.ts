import { revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { operatorContext } from '@/lib/auth/current-operator'
import { originProblem } from '@/lib/auth/origin'
import { wallClock } from '@/lib/clock'
import { formatRequestId, newId } from '@/lib/crypto/id'
import { environment } from '@/lib/env'
import { createLog, NOBODY_KNOWN } from '@/lib/log'
import type { Outcome } from '@/lib/services/command'
import type { Context } from '@/lib/services/context'
import { type FieldProblem, ServiceError } from '@/lib/services/errors'

/** What a server action answers. It never throws: every failure has a code, a sentence and the id under which the log has it. */
export type ActionResult<R> =
  | { readonly ok: true; readonly value: R }
  | { readonly ok: false; readonly error: ActionError }

export interface ActionError {
  readonly code: string
  readonly message: string
  /** By field name, as forms name them: `/limits/idle` is `limits.idle`. */
  readonly fields: Readonly<Record<string, string>>
  readonly requestId: string
  readonly retryAfterSeconds: number | null
}

export interface ActionOptions<R> {
  /** Paths whose pages are to be rendered anew after success. */
  readonly revalidate?: (value: R) => readonly string[]
}

export type Verb<I, R, C extends string> = (context: Context, input: I) => Promise<Outcome<R, C>>

/**
 * A mutation as the browser calls it: own Origin check, current operator, verb, one translation of what comes back. A use of
 * the operator's session. The verb parses its input; the type here binds nobody who calls from outside.
 */
export function serverAction<I, R, C extends string>(
  verb: Verb<I, R, C>,
  options: ActionOptions<R> = {},
): (input: I) => Promise<ActionResult<R>> {
  return (input) => actAsOperator(verb, () => input, options)
}

/**
 * The members of what was sent, for actions that add to it. Whoever calls one by hand may send anything in place of an object:
 * that has none, and the verb says which are missing.
 */
export function membersOf<I extends object>(sent: I): I {
  // The type binds nobody who calls from outside; a verb's own schema does.
  return typeof sent === 'object' && sent !== null ? sent : ({} as I)
}

/** The same with an input still to be read; what reading throws is answered too. */
export function actAsOperator<I, R, C extends string>(
  verb: Verb<I, R, C>,
  read: () => I,
  options: ActionOptions<R>,
): Promise<ActionResult<R>> {
  return answerAction(async (correlationId) => {
    const context = await operatorContext({ touch: true })
    const outcome = await verb({ ...context, correlationId }, read())
    if (outcome.ok) for (const path of options.revalidate?.(outcome.value) ?? []) revalidatePath(path)
    return outcome
  })
}

/** The part every mutation shares, also those before sign-in: Origin first, then `run`, then the translation. */
export async function answerAction<R, C extends string>(
  run: (correlationId: string) => Promise<Outcome<R, C>>,
): Promise<ActionResult<R>> {
  const correlationId = newId(wallClock())
  try {
    requireOwnOrigin(await headers(), environment().consoleUrl)
    const outcome = await run(correlationId)
    if (outcome.ok) return outcome
    return failed(correlationId, { code: outcome.code, message: outcome.message })
  } catch (error) {
    return translate(error, correlationId)
  }
}

/** Refuses a mutation that does not come from this console's own pages. Errors: `forbidden`. */
export function requireOwnOrigin(head: Pick<Headers, 'get'>, consoleUrl: string): void {
  if (originProblem(head, consoleUrl) === null) return
  throw new ServiceError(
    'forbidden',
    `This request did not come from a page of this console. Open it at ${consoleUrl} and try again.`,
  )
}

const log = createLog()

function translate(error: unknown, correlationId: string): ActionResult<never> {
  if (!(error instanceof ServiceError)) {
    log.failure(error, formatRequestId(correlationId))
    return failed(correlationId, { code: 'internal', message: 'Something went wrong here. Nothing was changed.' })
  }
  if (error.code === 'unavailable' || error.code === 'misconfigured') log.failure(error, formatRequestId(correlationId))
  if (error.code === 'forbidden') log.denial(error.denial ?? NOBODY_KNOWN, formatRequestId(correlationId))
  const { code, message, retryAfterSeconds } = error
  return failed(correlationId, { code, message, retryAfterSeconds, fields: byName(error.fields) })
}

function failed(correlationId: string, error: Partial<ActionError> & { code: string; message: string }) {
  const rest = { fields: {}, retryAfterSeconds: null, ...error }
  return { ok: false, error: { ...rest, requestId: formatRequestId(correlationId) } } as const
}

function byName(fields: readonly FieldProblem[]): Record<string, string> {
  return Object.fromEntries(fields.map(({ pointer, detail }) => [pointer.slice(1).replaceAll('/', '.'), detail]))
}
