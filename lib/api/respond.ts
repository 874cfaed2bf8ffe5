/** What a call answers with. A body of null is an empty one; a text goes out as it is. */
export interface Answer {
  readonly status: number
  readonly body: object | string | null
  readonly headers?: Readonly<Record<string, string>>
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** What an answer says besides itself. */
export interface Envelope {
  readonly requestId: string
  /** Whether applications reach the data plane over https: it then asks for nothing else (RFC 6797). */
  readonly https: boolean
}

export const STRICT_TRANSPORT = 'max-age=63072000; includeSubDomains'

/** Turns an answer into bytes. Plain header objects, because the server writes those without building a Headers first. */
export function respond(answer: Answer, { requestId, https }: Envelope): Response {
  const { status, body, headers } = answer
  const always = {
    'x-request-id': requestId,
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(https && { 'strict-transport-security': STRICT_TRANSPORT }),
  }
  if (body === null) return new Response(null, { status, headers: { ...always, ...headers } })
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return new Response(text, { status, headers: { 'content-type': JSON_TYPE, ...always, ...headers } })
}
