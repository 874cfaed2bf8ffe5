import { type NextRequest, NextResponse } from 'next/server'
import { setDoorCookie } from '@/lib/auth/door-cookies'
import { sourceOf } from '@/lib/auth/request-source'
import { SESSION_COOKIE_SECONDS, sessionCookie } from '@/lib/auth/session-cookie'
import { type Arrived, arrive } from '@/lib/auth/single-sign-on'
import { ssoCookie, unpackLuggage } from '@/lib/auth/sso-cookie'
import { writeSsoProblem } from '@/lib/auth/sso-problem'
import { ssoSettings } from '@/lib/auth/to-issuer'
import { routes, withProblem } from '@/lib/routes'
import { ServiceError } from '@/lib/services/errors'

/**
 * Where the issuer sends a browser back to. The one GET that changes something: what it may change is bound to the journey
 * this browser began, and works once (docs/decisions/0009).
 */
export async function GET(request: NextRequest): Promise<Response> {
  const settings = ssoSettings()
  const [session, sso] = [sessionCookie(settings.consoleUrl), ssoCookie(settings.consoleUrl)]
  const luggage = unpackLuggage(request.cookies.get(sso.name)?.value)
  const arrived = await arrive(settings, {
    callback: request.nextUrl,
    key: luggage?.key ?? null,
    device: luggage?.device || null,
    sessionToken: request.cookies.get(session.name)?.value ?? null,
    source: sourceOf(request.headers),
  }).catch(unavailable)
  const response = NextResponse.redirect(settings.consoleUrl + landing(arrived), 303)
  response.headers.set('cache-control', 'no-store')
  if (arrived !== null && !isElsewhere(arrived)) response.cookies.set(sso.name, '', { ...sso.options, maxAge: 0 })
  const token = arrived === null || arrived.state === 'refused' ? null : arrived.token
  if (token !== null) response.cookies.set(session.name, token, { ...session.options, maxAge: SESSION_COOKIE_SECONDS })
  if (arrived?.state === 'signed_in')
    response.headers.append('set-cookie', setDoorCookie('device', arrived.device, settings.consoleUrl))
  return response
}

/** Null: the store cannot be reached. */
function landing(arrived: Arrived | null): string {
  if (arrived === null) return routes.signIn({ error: 'unavailable' })
  if (arrived.state !== 'refused') return arrived.next
  const problem = writeSsoProblem(arrived.problem)
  return arrived.next === null ? routes.signIn({ error: problem }) : withProblem(arrived.next, problem)
}

/** A callback somebody else was meant to open leaves this browser's own journey alone. */
function isElsewhere(arrived: Arrived): boolean {
  return arrived.state === 'refused' && arrived.problem.code === 'other_browser'
}

function unavailable(error: unknown): null {
  if (error instanceof ServiceError && error.code === 'unavailable') return null
  throw error
}
