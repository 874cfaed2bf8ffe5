import { type NextRequest, NextResponse } from 'next/server'
import { setDoorCookie } from '@/lib/auth/door-cookies'
import { sourceOf } from '@/lib/auth/request-source'
import { SESSION_COOKIE_SECONDS, sessionCookie } from '@/lib/auth/session-cookie'
import { type Arrived, arrive, type SsoSettings } from '@/lib/auth/single-sign-on'
import { ssoCookie, unpackLuggage } from '@/lib/auth/sso-cookie'
import { writeSsoProblem } from '@/lib/auth/sso-problem'
import { ssoSettings } from '@/lib/auth/to-issuer'
import { wallClock } from '@/lib/clock'
import { newRequestId } from '@/lib/crypto/id'
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
  }).catch((error) => unavailable(settings, error))
  const response = NextResponse.redirect(settings.consoleUrl + landing(arrived), 303)
  response.headers.set('cache-control', 'no-store')
  if (arrived !== null && !isElsewhere(arrived)) response.cookies.set(sso.name, '', { ...sso.options, maxAge: 0 })
  const token = arrived === null || arrived.state === 'refused' ? null : arrived.token
  if (token !== null) response.cookies.set(session.name, token, { ...session.options, maxAge: SESSION_COOKIE_SECONDS })
  if (arrived?.state === 'signed_in')
    response.headers.append('set-cookie', setDoorCookie('device', arrived.device, settings.consoleUrl))
  return response
}

/** Null: nobody can tell, because the store cannot be reached or the installation is not in order. */
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

/** What a verb says never ends as a failure of the page; the log has what it was. */
function unavailable({ log }: SsoSettings, error: unknown): null {
  if (!(error instanceof ServiceError)) throw error
  log.failure(error, newRequestId(wallClock()))
  return null
}
