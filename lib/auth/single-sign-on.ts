import { wallClock } from '@/lib/clock'
import { newRequestId } from '@/lib/crypto/id'
import type { Log } from '@/lib/log'
import { attemptOf, newAttempt } from '@/lib/oidc/attempt'
import { authorizationUrl } from '@/lib/oidc/authorization'
import { type OidcClient, openClient } from '@/lib/oidc/client'
import { endSessionUrl } from '@/lib/oidc/end-session'
import { type Exchanged, exchangeCode } from '@/lib/oidc/exchange'
import { readLogoutToken } from '@/lib/oidc/logout-token'
import { OidcProblem } from '@/lib/oidc/problem'
import { routes } from '@/lib/routes'
import type { Services } from '@/lib/services/context'
import { ServiceError } from '@/lib/services/errors'
import { currentOperator } from '@/lib/services/operators/current-operator'
import {
  beginAttempt,
  type SsoAttemptDraft,
  type TakenAttempt,
  takeAttempt,
} from '@/lib/services/operators/sso/attempt'
import { confirmByIssuer } from '@/lib/services/operators/sso/confirm-by-issuer'
import { endByIssuer } from '@/lib/services/operators/sso/end-by-issuer'
import { linkOwnIdentity } from '@/lib/services/operators/sso/link-identity'
import { readSsoProvider, type SsoProvider } from '@/lib/services/operators/sso/read-provider'
import { ID_TOKEN_LENGTH_MAX } from '@/lib/services/operators/sso/schemas'
import { signInByIssuer } from '@/lib/services/operators/sso/sign-in-by-issuer'
import { readSignOutHint } from '@/lib/services/operators/sso/sign-out-hint'
import { databaseNow } from '@/lib/services/query'
import { endSession, systemContext } from './operator-door'
import type { RequestSource } from './request-source'
import { refusalOnTheWay, type SsoProblem } from './sso-problem'

/** What a journey to the issuer needs to know of the process. */
export interface SsoSettings {
  readonly services: Services
  readonly consoleUrl: string
  /** Where what is refused is written, while nobody is known whose entry it could be. */
  readonly log: Log
}

/** The way to the issuer, and the key this browser keeps meanwhile. */
export interface Departure {
  readonly url: URL
  readonly key: string
}

/** A browser that came back: its callback, the key it kept, the session it has. */
export interface Arrival {
  readonly callback: URL
  readonly key: string | null
  readonly sessionToken: string | null
  readonly source: RequestSource
  /** What this browser is known by. */
  readonly device?: string | null
}

export type Arrived =
  | { readonly state: 'signed_in'; readonly token: string; readonly device: string; readonly next: string }
  /** `token`: what this browser's session is held by from now on, where it was confirmed. */
  | { readonly state: 'done'; readonly next: string; readonly token: string | null }
  | { readonly state: 'refused'; readonly problem: SsoProblem; readonly next: string | null }

/** Where the issuer sends browsers back to; to be registered there. */
export function callbackUrl(consoleUrl: string): string {
  return consoleUrl + routes.api.ssoCallback()
}

/**
 * Begins a journey to the issuer. Errors: OidcProblem where the issuer cannot be asked; `not_configured` as SsoProblem is
 * answered by null.
 */
export async function depart(
  settings: SsoSettings,
  draft: SsoAttemptDraft & { readonly loginHint: string | null },
): Promise<Departure | null> {
  const provider = await findProvider(settings)
  if (provider === null) return null
  const client = await clientOf(settings, provider)
  const attempt = newAttempt()
  const { loginHint, ...begun } = draft
  await beginAttempt(settings.services, attempt.digest, begun)
  const url = authorizationUrl(client, {
    attempt,
    redirectUri: callbackUrl(settings.consoleUrl),
    scopes: provider.scopes,
    again: draft.purpose === 'confirm',
    loginHint,
  })
  return { url, key: attempt.key }
}

/** Ends a journey: checks all of what came back, then signs in, links or confirms. Never throws for what came from outside. */
export async function arrive(settings: SsoSettings, arrival: Arrival): Promise<Arrived> {
  const arrived = await judge(settings, arrival)
  if (arrived.state === 'refused') logRefused(settings, arrived.problem)
  return arrived
}

async function judge(settings: SsoSettings, arrival: Arrival): Promise<Arrived> {
  const attempt = arrival.key === null ? null : attemptOf(arrival.key)
  // The state first, and without using anything up: a callback somebody else was sent must not spoil one's own journey.
  if (attempt === null || arrival.callback.searchParams.get('state') !== attempt.state) return refuse('other_browser')
  const taken = await takeAttempt(settings.services, attempt.digest)
  if (taken === null) return refuse('over')
  const provider = await findProvider(settings)
  if (provider === null) return refuse('not_configured', taken)
  try {
    const client = await clientOf(settings, provider)
    const expected = { attempt, ...taken, groupsClaim: provider.groupsClaim, again: taken.purpose === 'confirm' }
    const callback = new URL(arrival.callback.search, callbackUrl(settings.consoleUrl))
    return await finish(settings, arrival, taken, await exchangeCode(client, callback, expected))
  } catch (error) {
    return { state: 'refused', problem: problemOf(error), next: backTo(taken) }
  }
}

/** What stopped the journey, where it can be told. Throws what cannot: a store that is away, a defect. */
function problemOf(error: unknown): SsoProblem {
  if (error instanceof OidcProblem) return error
  const problem = error instanceof ServiceError ? refusalOnTheWay(error.code) : null
  if (problem === null) throw error
  return problem
}

function finish(settings: SsoSettings, arrival: Arrival, taken: TakenAttempt, exchanged: Exchanged): Promise<Arrived> {
  return taken.purpose === 'sign_in'
    ? enter(settings, arrival, taken, exchanged)
    : actAsSelf(settings, arrival, taken, exchanged)
}

async function enter(
  { services }: SsoSettings,
  { source, sessionToken, device = null }: Arrival,
  taken: TakenAttempt,
  { identity, idToken }: Exchanged,
): Promise<Arrived> {
  if (idToken.length > ID_TOKEN_LENGTH_MAX) return refuse('token_too_long')
  const outcome = await signInByIssuer(systemContext(services, source.ip), {
    identity: { ...identity, groups: [...identity.groups] },
    idToken,
    source: { userAgent: source.userAgent, device },
  })
  if (!outcome.ok) throw new Error('A sign-in that cannot be refused was')
  const { value } = outcome
  if (!value.admitted) return refuse(value.why)
  // The session this browser had until now leaves with its cookie; the new one must not fail for its sake.
  if (sessionToken !== null) await endSession(services, sessionToken, source).catch(() => undefined)
  return { state: 'signed_in', token: value.token, device: value.device, next: taken.next }
}

/** Linking and confirming belong to the session in which they began, and to no other. */
async function actAsSelf(
  { services }: SsoSettings,
  { sessionToken, source }: Arrival,
  taken: TakenAttempt,
  { identity: { issuer, subject } }: Exchanged,
): Promise<Arrived> {
  const current = await currentOperator(services, { token: sessionToken, touch: true, ...source })
  if (current.state !== 'signed_in' || current.operator.sessionId !== taken.sessionId) return refuse('other_session')
  const context = { ...systemContext(services, source.ip), actor: current.operator }
  const verb = taken.purpose === 'link' ? linkOwnIdentity : confirmByIssuer
  const outcome = await verb(context, { issuer, subject })
  if (!outcome.ok) return refuse(outcome.code, taken)
  return { state: 'done', next: taken.next, token: outcome.value?.token ?? null }
}

function refuse(code: Exclude<SsoProblem['code'], OidcProblem['code']>, taken?: TakenAttempt): Arrived {
  return { state: 'refused', problem: { code, facts: {} }, next: taken ? backTo(taken) : null }
}

/** Somebody who was signed in goes back to where they were; others to the door. */
function backTo({ purpose, next }: TakenAttempt): string | null {
  return purpose === 'sign_in' ? null : next
}

/** Ends the sessions a logout token names. Answers what is wrong with it, or null when all is done. */
export async function logOutByIssuer(
  settings: SsoSettings,
  logoutToken: string,
  ip: string | null,
): Promise<SsoProblem | null> {
  const problem = await actOnLogout(settings, logoutToken, ip)
  if (problem !== null) logRefused(settings, problem)
  return problem
}

async function actOnLogout(settings: SsoSettings, logoutToken: string, ip: string | null): Promise<SsoProblem | null> {
  const provider = await findProvider(settings)
  if (provider === null) return { code: 'not_configured', facts: {} }
  try {
    const notice = await readLogoutToken(await clientOf(settings, provider), logoutToken)
    await endByIssuer(systemContext(settings.services, ip), notice)
    return null
  } catch (error) {
    if (error instanceof OidcProblem) return error
    throw error
  }
}

/** By its code alone: what was sent stays out of the log. */
function logRefused({ log }: SsoSettings, { code }: SsoProblem): void {
  log.arrivalRefused(code, newRequestId(wallClock()))
}

/**
 * Where a browser goes to sign out at the issuer as well; null where its session did not begin there, or the issuer offers
 * nothing or cannot be asked. To be read before the session is revoked.
 */
export async function signOutUrl(settings: SsoSettings, token: string, source: RequestSource): Promise<URL | null> {
  const current = await currentOperator(settings.services, { token, touch: false, ...source })
  if (current.state !== 'signed_in') return null
  const context = { ...systemContext(settings.services, source.ip), actor: current.operator }
  const idToken = await readSignOutHint(context, {})
  const provider = idToken === null ? null : await findProvider(settings)
  if (provider === null || idToken === null) return null
  try {
    return endSessionUrl(await clientOf(settings, provider), {
      idToken,
      returnTo: settings.consoleUrl + routes.signIn(),
    })
  } catch (error) {
    // Signing out here must not depend on the issuer.
    if (error instanceof OidcProblem) return null
    throw error
  }
}

async function findProvider({ services }: SsoSettings): Promise<SsoProvider | null> {
  const provider = await readSsoProvider(systemContext(services, null), {})
  return provider?.enabled ? provider : null
}

async function clientOf({ services }: SsoSettings, provider: SsoProvider): Promise<OidcClient> {
  return openClient(provider, await databaseNow(services.db))
}
