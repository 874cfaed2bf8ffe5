import type { NextRequest } from 'next/server'
import { sourceOf } from '@/lib/auth/request-source'
import { logOutByIssuer } from '@/lib/auth/single-sign-on'
import { ssoProblemText } from '@/lib/auth/sso-text'
import { ssoSettings } from '@/lib/auth/to-issuer'
import { ServiceError } from '@/lib/services/errors'

const BODY_LENGTH_MAX = 32_768

/**
 * Where the issuer says that somebody signed out, or was signed out (OpenID Connect Back-Channel Logout 1.0). The signed token
 * is the only credential, so neither cookie nor Origin counts. 200, or 400 for a token that is not the issuer's (section 2.8).
 */
export async function POST(request: NextRequest): Promise<Response> {
  const form = request.headers.get('content-type')?.startsWith('application/x-www-form-urlencoded')
  const text = form ? await request.text() : ''
  const token = text.length > BODY_LENGTH_MAX ? null : new URLSearchParams(text).get('logout_token')
  if (!token) return answer(400, 'Send logout_token as application/x-www-form-urlencoded.')
  try {
    const problem = await logOutByIssuer(ssoSettings(), token, sourceOf(request.headers).ip)
    if (problem?.code === 'unreachable') return answer(503, ssoProblemText(problem))
    return problem === null ? answer(200) : answer(400, `The logout token was refused: ${problem.code}.`)
  } catch (error) {
    if (error instanceof ServiceError) return answer(error.code === 'unavailable' ? 503 : 400, error.message)
    throw error
  }
}

function answer(status: number, description?: string): Response {
  const headers = { 'cache-control': 'no-store', 'content-type': 'application/json' }
  if (description === undefined) return new Response(null, { status, headers: { 'cache-control': 'no-store' } })
  const error = status === 400 ? 'invalid_request' : 'temporarily_unavailable'
  return new Response(JSON.stringify({ error, error_description: description }), { status, headers })
}
