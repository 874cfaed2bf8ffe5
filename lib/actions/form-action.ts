import { type ActionOptions, type ActionResult, actAsOperator, type Verb } from './action'

/** What a form is told; the shape `useActionState` and components/form work with. */
export type FormAnswer<R> =
  | { status: 'idle' }
  | {
      status: 'failed'
      error: { message: string; code: string; requestId?: string }
      fields?: Readonly<Record<string, string>>
    }
  | { status: 'done'; result: R }

/** Failures that are plain answers to what was typed; an id to quote would only puzzle. */
const WITHOUT_REQUEST_ID = new Set([
  'refused',
  'invalid_input',
  'unauthenticated',
  'session_renewed',
  'too_many_attempts',
  'forbidden',
  'conflict',
  'step_up_required',
])

/** An action as a form's: an `internal` or `unavailable` failure carries the request id to quote. */
export function toFormAnswer<R>(result: ActionResult<R>): FormAnswer<R> {
  if (result.ok) return { status: 'done', result: result.value }
  const { code, message, fields, requestId } = result.error
  const error = WITHOUT_REQUEST_ID.has(code) ? { message, code } : { message, code, requestId }
  return { status: 'failed', error, fields }
}

/**
 * A verb as the action of a form: `read` takes the input out of the form's data. `export const save = formAction(verb, (data) => …)`
 * inside a 'use server' file.
 */
export function formAction<I, R, C extends string>(
  verb: Verb<I, R, C>,
  read: (data: FormData) => I,
  options: ActionOptions<R> = {},
): (before: unknown, data: FormData) => Promise<FormAnswer<R>> {
  return async (_before, data) => toFormAnswer(await actAsOperator(verb, () => read(formOf(data)), options))
}

/** Whoever calls an action by hand may send anything in its place: that is a form without fields, which the verb refuses. */
export function formOf(data: unknown): FormData {
  return data instanceof FormData ? data : new FormData()
}

/** A field's text; empty when it is missing or a file. */
export function textOf(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}
