import { wallClock } from '@/lib/clock'
import { newId } from '@/lib/crypto/id'
import type { Context, Services } from '@/lib/services/context'
import { ServiceError } from '@/lib/services/errors'
import { endRenewed } from '@/lib/services/operators/account/end-renewed'
import { currentOperator } from '@/lib/services/operators/current-operator'
import type { FactorProofInput, SignedPasskeyInput } from '@/lib/services/operators/factors/schemas'
import type { SignedIn, SignInSource } from '@/lib/services/operators/issue-session'
import { finishSignIn } from '@/lib/services/operators/second-step'
import { signIn } from '@/lib/services/operators/sign-in'
import { signInByPasskey } from '@/lib/services/operators/sign-in-by-passkey'
import { signOut } from '@/lib/services/operators/sign-out'
import { DOOR_COOKIES, type DoorCookie, doorCookieName, setDoorCookie } from './door-cookies'
import { type AuthAnswer, type AuthCall, callNextAuth } from './next-auth-call'
import {
  type Credentials,
  callbackCookie,
  nextAuthOptions,
  type PlainHeaders,
  readSignInProblem,
  SecondFactorNeeded,
  type SignInProblem,
} from './next-auth-options'
import { relyingParty } from './relying-party'
import { type RequestSource, sourceOf } from './request-source'
import { sessionCookie } from './session-cookie'

/** What the door needs to know of the process. */
export interface DoorSettings {
  readonly services: Services
  readonly consoleUrl: string
  readonly secret: string
}

/** How a sign-in came out, with what the browser is to hold from now on. */
export type SignInResult = { readonly cookies: DoorCookies } & (
  | { readonly ok: true; readonly token: string }
  | { readonly ok: false; readonly problem: SignInProblem }
)

/** What to put into a cookie; an empty text removes it. */
export type DoorCookies = Partial<Record<DoorCookie, string>>

/** The actions of next-auth that are answered. `_log` would write what a stranger sends; updating a session means nothing here. */
const OPEN: Readonly<Record<AuthCall['method'], readonly string[]>> = {
  GET: ['csrf', 'providers', 'session', 'signin', 'signout', 'error'],
  POST: ['signin', 'callback', 'signout'],
}

/** Answers one call of /api/auth. A session that leaves the cookie has been revoked first; reading one never sets it anew. */
export async function answerAuthCall(settings: DoorSettings, call: AuthCall): Promise<AuthAnswer> {
  if (!OPEN[call.method].includes(call.path[0] ?? '')) return plainAnswer(404, 'There is nothing here.')
  const given: Given = {}
  const options = nextAuthOptions(settings, {
    signIn: (credentials, headers) => issue(settings, credentials, { headers, held: call.cookies, given }),
    whoIs: (token) => nameOf(settings.services, token),
  })
  const called = await callNextAuth(options, withoutDestination(call, settings.consoleUrl))
  const answer = { ...called, cookies: [...called.cookies, ...toSetCookies(given, settings.consoleUrl)] }
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

/**
 * Where somebody goes afterwards is decided here and never by the call. next-auth answers 500 to a destination that is no
 * address, from the query and from its own cookie alike.
 */
function withoutDestination(call: AuthCall, consoleUrl: string): AuthCall {
  const { callbackUrl: _destination, ...query } = call.query ?? {}
  const { [callbackCookie(consoleUrl).name]: _remembered, ...cookies } = call.cookies
  return { ...call, query, cookies }
}

/** Signs in by next-auth's own way: its CSRF token, then its credentials callback. `headers` and `cookies` are the browser's. */
export async function signInThroughNextAuth(
  settings: DoorSettings,
  credentials: Credentials,
  { headers, cookies }: Pick<AuthCall, 'headers' | 'cookies'>,
): Promise<SignInResult> {
  const csrf = await answerAuthCall(settings, { method: 'GET', path: ['csrf'], headers, cookies: {} })
  const answer = await answerAuthCall(settings, {
    method: 'POST',
    path: ['callback', 'credentials'],
    headers,
    cookies: { ...cookies, ...Object.fromEntries(csrf.cookies.map(readCookie)) },
    body: { ...flat(credentials), csrfToken: textIn(csrf.body, 'csrfToken'), json: 'true' },
  })
  const set = new Map(answer.cookies.map(readCookie))
  const given = Object.fromEntries(
    DOOR_COOKIES.flatMap((each): [DoorCookie, string][] => {
      const value = set.get(doorCookieName(each, settings.consoleUrl))
      return value === undefined ? [] : [[each, value]]
    }),
  )
  const token = set.get(sessionCookie(settings.consoleUrl).name) ?? ''
  if (token !== '') return { ok: true, token, cookies: given }
  const url = textIn(answer.body, 'url')
  const error = URL.canParse(url) ? new URL(url).searchParams.get('error') : null
  return { ok: false, problem: readSignInProblem(error) ?? { code: 'unavailable' }, cookies: given }
}

function flat(credentials: Credentials): Record<string, string> {
  switch (credentials.by) {
    case 'password':
      return { email: credentials.email, password: credentials.password }
    case 'second_factor':
      return { proof: JSON.stringify(credentials.proof) }
    case 'passkey':
      return { passkey: JSON.stringify(credentials.signed) }
  }
}

/** Revokes the session of a token that is one, or was until a moment ago. Errors: `unavailable` when nobody can tell. */
export async function endSession(services: Services, token: string, source: RequestSource): Promise<void> {
  const current = await currentOperator(services, { token, touch: false, ...source })
  if (current.state === 'try_again') throw new ServiceError('unavailable', 'You are still signed in. Try again.')
  if (current.state === 'signed_out') {
    if (current.renewed !== undefined) await endRenewed(systemContext(services, source.ip), current.renewed)
    return
  }
  await signOut({ ...systemContext(services, source.ip), actor: current.operator }, {})
}

/** Acts for somebody who is not known yet. */
export function systemContext(services: Services, requestIp: string | null): Context {
  return { services, actor: { type: 'system', name: 'Assay' }, correlationId: newId(wallClock()), requestIp }
}

/** Filled while next-auth works: it has no way of its own to say what else the browser is to hold. */
type Given = { -readonly [Cookie in keyof DoorCookies]: DoorCookies[Cookie] }

interface Attempt {
  readonly headers: PlainHeaders
  /** The browser's cookies. */
  readonly held: AuthCall['cookies']
  readonly given: Given
}

async function issue(settings: DoorSettings, credentials: Credentials, attempt: Attempt): Promise<SignedIn> {
  const { ip, userAgent } = sourceFrom(attempt.headers)
  const context = systemContext(settings.services, ip)
  const source = { userAgent, device: heldBy(attempt, 'device', settings) }
  const signedIn = await prove(context, credentials, source, { settings, attempt })
  // What brought them here has done its work.
  Object.assign(attempt.given, { device: signedIn.device, ticket: '', challenge: '' })
  return signedIn
}

async function prove(
  context: Context,
  credentials: Credentials,
  source: SignInSource,
  { settings, attempt }: { settings: DoorSettings; attempt: Attempt },
): Promise<SignedIn> {
  const party = relyingParty(settings.consoleUrl)
  switch (credentials.by) {
    case 'password': {
      const { email, password } = credentials
      const step = await signIn(context, { email, password }, source)
      if (step.step === 'done') return step
      attempt.given.ticket = step.ticket
      throw new SecondFactorNeeded()
    }
    case 'second_factor': {
      const ticket = heldBy(attempt, 'ticket', settings) ?? ''
      // Judged by the verb's own schema, whatever it is.
      const proof = credentials.proof as FactorProofInput
      return finishSignIn(context, { ticket, proof, relyingParty: party }, source)
    }
    case 'passkey': {
      const browser = heldBy(attempt, 'challenge', settings) ?? ''
      const signed = credentials.signed as SignedPasskeyInput
      return signInByPasskey(context, { browser, signed, relyingParty: party }, source)
    }
  }
}

function heldBy({ held }: Attempt, cookie: DoorCookie, { consoleUrl }: DoorSettings): string | null {
  return held[doorCookieName(cookie, consoleUrl)]?.slice(0, 100) ?? null
}

function toSetCookies(given: Given, consoleUrl: string): string[] {
  return DOOR_COOKIES.flatMap((each) => {
    const value = given[each]
    return value === undefined ? [] : [setDoorCookie(each, value, consoleUrl)]
  })
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
