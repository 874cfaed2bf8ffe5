/** What a call answers with. A body of null is an empty one; a text goes out as it is. */
export interface Answer {
  readonly status: number
  readonly body: object | string | null
  readonly headers?: Readonly<Record<string, string>>
}

const JSON_TYPE = 'application/json; charset=utf-8'

/** Turns an answer into bytes. Plain header objects, because the server writes those without building a Headers first. */
export function respond(answer: Answer, requestId: string): Response {
  const { status, body, headers } = answer
  const always = { 'x-request-id': requestId, 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }
  if (body === null) return new Response(null, { status, headers: { ...always, ...headers } })
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return new Response(text, { status, headers: { 'content-type': JSON_TYPE, ...always, ...headers } })
}
