import { wallClock } from '@/lib/clock'
import { newId } from '@/lib/crypto/id'
import type { Context, Services } from '@/lib/services/context'
import { ServiceError } from '@/lib/services/errors'
import { currentOperator } from '@/lib/services/operators/current-operator'
import { signIn } from '@/lib/services/operators/sign-in'
import { signOut } from '@/lib/services/operators/sign-out'
import { type AuthAnswer, type AuthCall, callNextAuth } from './next-auth-call'
import { nextAuthOptions, type PlainHeaders, readSignInProblem, type SignInProblem } from './next-auth-options'
import { type RequestSource, sourceOf } from './request-source'
import { sessionCookie } from './session-cookie'

/** What the door needs to know of the process. */
export interface DoorSettings {
  readonly services: Services
  readonly consoleUrl: string
  readonly secret: string
}

export type SignInResult =
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly problem: SignInProblem }

/** The actions of next-auth that are answered. `_log` would write what a stranger sends; updating a session means nothing here. */
const OPEN: Readonly<Record<AuthCall['method'], readonly string[]>> = {
  GET: ['csrf', 'providers', 'session', 'signin', 'signout', 'error'],
  POST: ['signin', 'callback', 'signout'],
}

/** Answers one call of /api/auth. A session that leaves the cookie has been revoked first; reading one never sets it anew. */
export async function answerAuthCall(settings: DoorSettings, call: AuthCall): Promise<AuthAnswer> {
  if (!OPEN[call.method].includes(call.path[0] ?? '')) return plainAnswer(404, 'There is nothing here.')
  const options = nextAuthOptions(settings, {
    signIn: (credentials, headers) => issue(settings, credentials, headers),
    whoIs: (token) => nameOf(settings.services, token),
  })
  const answer = await callNextAuth(options, call)
  const { name } = sessionCookie(settings.consoleUrl)
  if (call.method === 'GET') return { ...answer, cookies: answer.cookies.filter((each) => !isCookie(each, name)) }
  const token = call.cookies[name]
  if (token === undefined || !answer.cookies.some((each) => isCookie(each, name))) return answer
  try {
    await endSession(settings.services, token, sourceFrom(call.headers))
  } catch (error) {
    // Signing in anew must not fail for the old session's sake; signing out must not pretend.
    if (call.path[0] === 'signout') return unavailable(error)
  }
  return answer
}

/** Signs in by next-auth's own way: its CSRF token, then its credentials callback. `headers` and `cookies` are the browser's. */
export async function signInThroughNextAuth(
  settings: DoorSettings,
  credentials: { email: string; password: string },
  { headers, cookies }: Pick<AuthCall, 'headers' | 'cookies'>,
): Promise<SignInResult> {
  const csrf = await answerAuthCall(settings, { method: 'GET', path: ['csrf'], headers, cookies: {} })
  const answer = await answerAuthCall(settings, {
    method: 'POST',
    path: ['callback', 'credentials'],
    headers,
    cookies: { ...cookies, ...Object.fromEntries(csrf.cookies.map(readCookie)) },
    body: { ...credentials, csrfToken: textIn(csrf.body, 'csrfToken'), json: 'true' },
  })
  const { name } = sessionCookie(settings.consoleUrl)
  const [, token = ''] = answer.cookies.map(readCookie).find(([each]) => each === name) ?? []
  if (token !== '') return { ok: true, token }
  const url = textIn(answer.body, 'url')
  const error = URL.canParse(url) ? new URL(url).searchParams.get('error') : null
  return { ok: false, problem: readSignInProblem(error) ?? { code: 'unavailable' } }
}

/** Revokes the session of a token that is still one. Errors: `unavailable` when nobody can tell. */
export async function endSession(services: Services, token: string, source: RequestSource): Promise<void> {
  const current = await currentOperator(services, { token, touch: false, ...source })
  if (current.state === 'try_again') throw new ServiceError('unavailable', 'You are still signed in. Try again.')
  if (current.state === 'signed_out') return
  await signOut({ ...systemContext(services, source.ip), actor: current.operator }, {})
}

/** Acts for somebody who is not known yet. */
export function systemContext(services: Services, requestIp: string | null): Context {
  return { services, actor: { type: 'system', name: 'Assay' }, correlationId: newId(wallClock()), requestIp }
}

async function issue({ services }: DoorSettings, typed: { email: string; password: string }, headers: PlainHeaders) {
  const { ip, userAgent } = sourceFrom(headers)
  return signIn(systemContext(services, ip), typed, { userAgent })
}

async function nameOf(services: Services, token: string) {
  const current = await currentOperator(services, { token, touch: false, ip: null, userAgent: null })
  if (current.state !== 'signed_in') return null
  const { name, bindings } = current.operator
  const roles = [...new Set(bindings.map(({ role }) => role))]
  return { name, roles, endsAt: current.endsAt }
}

function sourceFrom(headers: PlainHeaders): RequestSource {
  return sourceOf({
    get(name) {
      const value = headers[name]
      return typeof value === 'string' ? value : null
    },
  })
}

function isCookie(setCookie: string, name: string): boolean {
  return setCookie.startsWith(`${name}=`) || setCookie.startsWith(`${name}.`)
}

function readCookie(setCookie: string): [string, string] {
  const [pair = ''] = setCookie.split(';')
  const equals = pair.indexOf('=')
  return [pair.slice(0, equals), decodeURIComponent(pair.slice(equals + 1))]
}

function textIn(body: unknown, member: string): string {
  const value = typeof body === 'object' && body !== null ? Reflect.get(body, member) : undefined
  return typeof value === 'string' ? value : ''
}

function plainAnswer(status: number, message: string, headers: Readonly<Record<string, string>> = {}): AuthAnswer {
  return { status, headers, cookies: [], location: null, body: { message } }
}

function unavailable(error: unknown): AuthAnswer {
  if (!(error instanceof ServiceError)) throw error
  return plainAnswer(503, 'You are still signed in: the store could not be reached. Try again.', { 'retry-after': '1' })
}
