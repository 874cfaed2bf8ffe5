import type { Outcome } from '@/lib/services/command'
import { ServiceError } from '@/lib/services/errors'
import { Problem } from './problems'

/** The value of a verb. What it declined to do is a conflict; what it finds wrong is told by the names of the wire. */
export async function act<R, C extends string>(running: Promise<Outcome<R, C>>): Promise<R> {
  const outcome = await running.catch((error: unknown) => {
    throw inNamesOfTheWire(error)
  })
  if (outcome.ok) return outcome.value
  throw new Problem('conflict', outcome.message)
}

function inNamesOfTheWire(error: unknown): unknown {
  if (!(error instanceof ServiceError) || error.fields.length === 0) return error
  const fields = error.fields.map(({ pointer, detail }) => ({ pointer: snakeCase(pointer), detail }))
  return new ServiceError(error.code, error.message, { fields, cause: error.cause })
}

function snakeCase(pointer: string): string {
  return pointer.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
