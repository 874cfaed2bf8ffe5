/** What a form says when it did not go through. */
export type FormError = {
  message: string
  requestId?: string | undefined
  /** From the action's closed list; the form asks for a proof of identity by itself where it says so. */
  code?: string | undefined
}

/**
 * What a server action answers to a form, made for `useActionState`. `fields` maps a field's name to what is wrong
 * with it.
 */
export type FormState<Result = undefined> =
  | { status: 'idle' }
  | { status: 'failed'; error: FormError; fields?: Readonly<Record<string, string>> | undefined }
  | { status: 'done'; result: Result }

export const idle = { status: 'idle' } as const

/** The form's own error, to hand to `<Form error>`. */
export function formError(state: FormState<unknown>): FormError | undefined {
  return state.status === 'failed' ? state.error : undefined
}

/** The error of one field, to hand to `<Field error>`. */
export function fieldError(state: FormState<unknown>, name: string): string | undefined {
  return state.status === 'failed' ? state.fields?.[name] : undefined
}
