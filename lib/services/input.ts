import type { ZodType, z } from 'zod'
import { type FieldProblem, ServiceError } from './errors'

/** Parses at the boundary of a verb. Errors: `invalid_input`, one problem a field, each by JSON Pointer. */
export function parseInput<S extends ZodType>(schema: S, raw: unknown): z.output<S> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  throw new ServiceError('invalid_input', 'The request has fields that cannot be accepted.', {
    fields: fieldProblems(parsed.error),
  })
}

/** zod's issues as pointers and sentences; unknown fields are named one by one. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  return error.issues.flatMap((issue) => {
    const base = issue.path.map(step).join('')
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        pointer: `${base}${step(key)}`,
        detail: 'This field is not known here. Remove it.',
      }))
    return [{ pointer: base, detail: issue.message }]
  })
}

/** One step of a JSON Pointer (RFC 6901 section 3). */
function step(part: PropertyKey): string {
  return `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
