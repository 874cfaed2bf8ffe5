import type { HonoRequest } from 'hono'
import { Problem } from './problems'

/** Far above any call of the contract. */
export const BODY_BYTES_MAX = 32 * 1024

export type BodyType = 'json' | 'form'

const MEDIA_TYPES: Readonly<Record<BodyType, string>> = {
  json: 'application/json',
  form: 'application/x-www-form-urlencoded',
}

/**
 * The text of a body of the given type; empty when there is none.
 * Throws Problem `unsupported-media-type`, `content-too-large`, or `invalid-request` when it broke off.
 */
export async function readBody(request: HonoRequest, type: BodyType): Promise<string> {
  const length = request.header('content-length')
  const chunked = request.header('transfer-encoding') !== undefined
  const empty = length === '0' || (length === undefined && !chunked && request.raw.body === null)
  if (empty) return ''
  requireType(request.header('content-type'), type)
  if (length !== undefined && Number(length) > BODY_BYTES_MAX) throw tooLarge()
  return length === undefined ? readCounted(request.raw.body) : readWhole(request.raw)
}

/** The JSON value of a body. An empty one is an empty object: every member of some calls is optional. */
export function parseJson(text: string): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('invalid-request', 'The body is not JSON.')
  }
}

/** The parameters of a form; one given twice is refused (RFC 6749 section 3.2). An empty one counts as absent. */
export function parseForm(text: string): Record<string, string> {
  const parameters = [...new URLSearchParams(text)].filter(([, value]) => value !== '')
  const names = parameters.map(([name]) => name)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice === undefined) return Object.fromEntries(parameters)
  throw new Problem('invalid-request', 'A parameter is given more than once.')
}

/** Parameters such as charset are allowed after the type; UTF-8 is the only one read. */
function requireType(header: string | undefined, type: BodyType): void {
  const [given = ''] = header?.split(';') ?? []
  if (given.trim().toLowerCase() === MEDIA_TYPES[type]) return
  throw new Problem('unsupported-media-type', `Send the body as ${MEDIA_TYPES[type]}.`, {
    headers: { accept: MEDIA_TYPES[type] },
  })
}

async function readWhole(request: Request): Promise<string> {
  try {
    return await request.text()
  } catch (cause) {
    throw brokenOff(cause)
  }
}

/** Without a length the bytes are counted as they come. */
async function readCounted(body: ReadableStream<Uint8Array> | null): Promise<string> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  try {
    for await (const chunk of body ?? []) {
      bytes += chunk.byteLength
      if (bytes > BODY_BYTES_MAX) throw tooLarge()
      chunks.push(chunk)
    }
  } catch (cause) {
    throw cause instanceof Problem ? cause : brokenOff(cause)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function tooLarge(): Problem {
  return new Problem('content-too-large', `A body has at most ${BODY_BYTES_MAX} bytes.`)
}

function brokenOff(cause: unknown): Problem {
  return new Problem('invalid-request', 'The body ended before it was complete.', { cause })
}
