/** A reason the process cannot start that its operator can remove. The message is one line and says what to do. */
export class StartupError extends Error {
  override readonly name = 'StartupError'

  constructor(message: string, options?: ErrorOptions) {
    super(message.replaceAll(/\s+/g, ' ').trim(), options)
  }
}

/** The `code` of a system or Postgres error (`ENOENT`, `28P01`, …), or undefined for anything else. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The message of anything thrown, on one line. Connection attempts to several addresses fail with an empty outer message. */
export function errorMessage(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(errorMessage).join('; ')
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, ' ').trim()
}
