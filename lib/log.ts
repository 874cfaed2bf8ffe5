import { wallClock } from '@/lib/clock'
import { errorCode } from '@/lib/startup-error'

/** One answered request. The route is its pattern: ids, queries, bodies and tokens are never logged. */
export interface RequestEntry {
  readonly method: string
  readonly route: string
  readonly status: number
  readonly ms: number
  readonly request_id: string
  readonly application: string | null
}

/** Who was refused what; null where nobody was known yet, or no permission was asked for. */
export interface DenialEntry {
  readonly actorType: string | null
  readonly actorId: string | null
  readonly permission: string | null
}

/** One audit entry at its place in the chain: what was done to what, by ids. Names and details stay in the store. */
export interface AuditLine {
  readonly position: number
  /** Of the chain up to here: whoever has this line can tell whether what stands in the store today is what stood there then. */
  readonly hash: string
  readonly entry_id: string
  readonly entry_at: string
  readonly action: string
  readonly actor_type: string
  readonly actor_id: string | null
  readonly target_type: string
  readonly target_id: string | null
  readonly application_id: string | null
  readonly correlation_id: string
}

/** A request from elsewhere is refused before anybody is asked for. */
export const NOBODY_KNOWN: DenialEntry = { actorType: null, actorId: null, permission: null }

/** Structured lines, one JSON object each, written together a few times a second. */
export interface Log {
  request(entry: RequestEntry): void
  /** A defect or an outage: its kind and place, never its message, which may quote what a caller sent. */
  failure(error: unknown, requestId: string): void
  /** Somebody was refused what their role does not permit, or from where it may not come. */
  denial(denial: DenialEntry, requestId: string): void
  /** What came back from the issuer was not accepted, by its code: nobody is known by then. */
  arrivalRefused(why: string, requestId: string): void
  audit(line: AuditLine): void
  flush(): void
}

const FLUSH_MILLISECONDS = 100

export const SILENT_LOG: Log = {
  request: () => undefined,
  failure: () => undefined,
  denial: () => undefined,
  arrivalRefused: () => undefined,
  audit: () => undefined,
  flush: () => undefined,
}

/** A log over `write`, which gets whole lines. */
export function createLog(write: (text: string) => void = (text) => process.stdout.write(text)): Log {
  let waiting: string[] = []
  let timer: NodeJS.Timeout | null = null
  const flush = () => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (waiting.length > 0) write(`${waiting.join('\n')}\n`)
    waiting = []
  }
  const add = (line: object) => {
    waiting.push(JSON.stringify({ at: new Date(wallClock()).toISOString(), ...line }))
    timer ??= setTimeout(flush, FLUSH_MILLISECONDS).unref()
  }
  return {
    request: (entry) => add({ event: 'request', ...entry }),
    failure: (error, requestId) => add({ event: 'failure', request_id: requestId, causes: causesOf(error) }),
    denial: ({ actorType, actorId, permission }, requestId) =>
      add({
        event: 'denial',
        request_id: requestId,
        actor_type: actorType,
        actor_id: actorId,
        permission,
      }),
    arrivalRefused: (why, requestId) => add({ event: 'arrival_refused', request_id: requestId, why }),
    audit: (line) => add({ event: 'audit', ...line }),
    flush,
  }
}

interface Cause {
  readonly name: string
  readonly code: string | null
  readonly at: readonly string[]
}

function causesOf(error: unknown): Cause[] {
  if (!(error instanceof Error)) return []
  const frames = error.stack?.split('\n').filter((line) => /^\s+at /.test(line)) ?? []
  const cause = { name: error.name, code: errorCode(error) ?? null, at: frames.slice(0, 8).map((line) => line.trim()) }
  return [cause, ...causesOf(error.cause)]
}
