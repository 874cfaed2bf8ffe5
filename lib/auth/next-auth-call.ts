import type { NextApiRequest, NextApiResponse } from 'next'
import NextAuth, { type AuthOptions } from 'next-auth'

/** One call of next-auth's handlers, free of the framework around it. */
export interface AuthCall {
  readonly method: 'GET' | 'POST'
  /** What follows /api/auth/: `['callback', 'credentials']`. */
  readonly path: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
}

/** What they answered. `cookies` are complete Set-Cookie values. */
export interface AuthAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly cookies: readonly string[]
  readonly location: string | null
  readonly body: unknown
}

/**
 * Calls next-auth through its request-and-response interface, so that the route, the sign-in action and tests all go the
 * same way, CSRF token and callbacks included.
 */
export async function callNextAuth(options: AuthOptions, call: AuthCall): Promise<AuthAnswer> {
  const recorder = createRecorder()
  const request = { ...call, query: { ...call.query, nextauth: [...call.path] }, body: call.body ?? {} }
  // It reads these members only; see next-auth/next/index.js.
  await NextAuth(request as unknown as NextApiRequest, recorder.response as unknown as NextApiResponse, options)
  return recorder.answer()
}

function createRecorder() {
  const headers = new Map<string, string>()
  let cookies: readonly string[] = []
  let status = 200
  let body: unknown = null
  const finish = (value: unknown) => {
    body = value ?? null
  }
  const response = {
    status(code: number) {
      status = code
      return response
    },
    getHeader: (name: string) => (name.toLowerCase() === 'set-cookie' ? [...cookies] : headers.get(name.toLowerCase())),
    setHeader(name: string, value: string | readonly string[]) {
      if (typeof value === 'string') headers.set(name.toLowerCase(), value)
      else if (name.toLowerCase() === 'set-cookie') cookies = value
      return response
    },
    json: finish,
    send: finish,
    end: () => undefined,
  }
  const answer = (): AuthAnswer => {
    const { location = null, ...rest } = Object.fromEntries(headers)
    return { status, headers: rest, cookies, location, body }
  }
  return { response, answer }
}
