import type { NextRequest } from 'next/server'
import { requireOwnOrigin } from '@/lib/actions/action'
import { doorSettings } from '@/lib/auth/door-settings'
import type { AuthAnswer } from '@/lib/auth/next-auth-call'
import { answerAuthCall } from '@/lib/auth/operator-door'
import { ServiceError } from '@/lib/services/errors'

type Route = { params: Promise<{ nextauth: string[] }> }

export async function GET(request: NextRequest, route: Route): Promise<Response> {
  return answer('GET', request, (await route.params).nextauth)
}

export async function POST(request: NextRequest, route: Route): Promise<Response> {
  return answer('POST', request, (await route.params).nextauth)
}

async function answer(method: 'GET' | 'POST', request: NextRequest, path: readonly string[]): Promise<Response> {
  const settings = doorSettings()
  try {
    if (method === 'POST') requireOwnOrigin(request.headers, settings.consoleUrl)
    return toResponse(
      await answerAuthCall(settings, {
        method,
        path,
        headers: Object.fromEntries(request.headers),
        cookies: Object.fromEntries(request.cookies.getAll().map(({ name, value }) => [name, value])),
        query: Object.fromEntries(request.nextUrl.searchParams),
        body: method === 'POST' ? await readBody(request) : {},
      }),
    )
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error
    return Response.json({ message: error.message }, { status: error.code === 'forbidden' ? 403 : 400 })
  }
}

const BODY_LENGTH_MAX = 8_192

/** A form or JSON, of the size of a sign-in. Errors: `invalid_input`. */
async function readBody(request: NextRequest): Promise<Record<string, unknown>> {
  const text = await request.text()
  if (text.length > BODY_LENGTH_MAX) throw new ServiceError('invalid_input', 'The body is too large.')
  if (!request.headers.get('content-type')?.startsWith('application/json'))
    return Object.fromEntries(new URLSearchParams(text))
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? { ...body } : {}
  } catch {
    throw new ServiceError('invalid_input', 'The body is not JSON.')
  }
}

function toResponse({ status, headers, cookies, location, body }: AuthAnswer): Response {
  const response = new Response(typeof body === 'object' && body !== null ? JSON.stringify(body) : null, {
    status,
    headers: { 'content-type': 'application/json', ...headers, 'cache-control': 'no-store' },
  })
  if (location !== null) response.headers.set('location', location)
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
