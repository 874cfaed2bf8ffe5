import { type OnceOutcome, once, type StoredAnswer } from '@/lib/services/idempotency/once'
import type { Presentation } from '@/lib/services/judge/present'
import type { Call, Prepared } from './endpoint'
import { problemAnswer } from './exchange'
import { Problem, problemOf } from './problems'
import type { Answer } from './respond'

const KEY_LENGTH_MAX = 255

/** Answers a call once for its Idempotency-Key (draft-ietf-httpapi-idempotency-key-header); without one it just runs. */
export async function answerOnce(
  call: Call,
  key: Presentation,
  header: string | undefined,
  route: string,
  prepared: Prepared,
): Promise<Answer> {
  if (header === undefined || key.secretDigest === null) return prepared.run(call)
  const request = {
    callerCredentialId: call.caller.credentialId,
    secretDigest: key.secretDigest,
    route,
    idempotencyKey: readIdempotencyKey(header),
    payload: prepared.payload(),
  }
  return answerOf(await once(call.context.services, request, () => runToKeep(call, prepared)))
}

/** A structured string (RFC 9651 section 3.3.3) or, as many clients send it, the bare text. */
export function readIdempotencyKey(header: string): string {
  const [, quoted] = /^"((?:[\x20-\x21\x23-\x5b\x5d-\x7e]|\\["\\])*)"$/.exec(header.trim()) ?? []
  const key = quoted === undefined ? header.trim() : quoted.replace(/\\(["\\])/g, '$1')
  const readable = quoted !== undefined || /^[\x21\x23-\x2b\x2d-\x7e]+$/.test(key)
  if (readable && key.length > 0 && key.length <= KEY_LENGTH_MAX) return key
  throw new Problem('invalid-idempotency-key', `Send one quoted string of 1 to ${KEY_LENGTH_MAX} characters.`)
}

/** A refusal by the verb is kept like a success; an outage is not, so that trying again can succeed. */
async function runToKeep(call: Call, prepared: Prepared): Promise<StoredAnswer> {
  try {
    return stored(await prepared.run(call))
  } catch (error) {
    const problem = problemOf(error)
    if (problem.status >= 500) throw error
    return stored(problemAnswer(problem, false, call.requestId))
  }
}

function stored({ status, body }: Answer): StoredAnswer {
  return { status, body: JSON.stringify(body) }
}

function answerOf(outcome: OnceOutcome): Answer {
  switch (outcome.outcome) {
    case 'running':
      throw new Problem('call-in-progress', 'Ask again in a moment for its answer.', {
        headers: { 'retry-after': '1' },
      })
    case 'reused':
      throw new Problem('idempotency-key-reused', 'Use a new Idempotency-Key for a new request.')
    default:
      return { ...outcome.answer, headers: headersOf(outcome.outcome, outcome.answer.status) }
  }
}

function headersOf(outcome: 'first' | 'replayed', status: number): Record<string, string> {
  const type = status >= 400 ? { 'content-type': 'application/problem+json; charset=utf-8' } : {}
  return { ...type, ...(outcome === 'replayed' && { 'idempotency-replayed': 'true' }) }
}
