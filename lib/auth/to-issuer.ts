import { cookies, headers } from 'next/headers'
import { consoleServices } from '@/lib/console-services'
import { environment } from '@/lib/env'
import { createLog } from '@/lib/log'
import { OidcProblem } from '@/lib/oidc/problem'
import type { Outcome } from '@/lib/services/command'
import type { Context, OperatorActor } from '@/lib/services/context'
import { mayLinkIdentity } from '@/lib/services/operators/sso/link-identity'
import { doorCookieName } from './door-cookies'
import { sourceOf } from './request-source'
import { depart, type SsoSettings, signOutUrl } from './single-sign-on'
import { packLuggage, SSO_COOKIE_SECONDS, ssoCookie } from './sso-cookie'
import type { SsoProblem } from './sso-problem'
import { ssoProblemText } from './sso-text'

/** What a journey to the issuer is for, and where it leads back to. */
export type ToIssuer =
  | { readonly purpose: 'sign_in'; readonly next: string }
  | { readonly purpose: 'link' | 'confirm'; readonly next: string; readonly operator: OperatorActor }

const log = createLog()

/** Single sign-on of this process. */
export function ssoSettings(): SsoSettings {
  return { services: consoleServices(), consoleUrl: environment().consoleUrl, log }
}

/** Sends this browser to the issuer, inside a server action: remembers the journey in its cookie and answers the address. */
export async function toIssuer(journey: ToIssuer): Promise<Outcome<string, 'refused'>> {
  const operator = 'operator' in journey ? journey.operator : null
  try {
    const departure = await depart(ssoSettings(), {
      purpose: journey.purpose,
      sessionId: operator?.sessionId ?? null,
      next: journey.next,
      // A new link may be to an account with another address there; to confirm is to be the same again.
      loginHint: journey.purpose === 'confirm' ? (operator?.email ?? null) : null,
    })
    if (departure === null) return refusal({ code: 'not_configured', facts: {} })
    const { name, options } = ssoCookie(environment().consoleUrl)
    const jar = await cookies()
    const device = jar.get(doorCookieName('device', environment().consoleUrl))?.value ?? ''
    jar.set(name, packLuggage({ key: departure.key, device }), { ...options, maxAge: SSO_COOKIE_SECONDS })
    return { ok: true, value: departure.url.href }
  } catch (error) {
    if (error instanceof OidcProblem) return refusal(error)
    throw error
  }
}

/** Where signing out leads on to at the issuer, for a session that began there; null otherwise. Read it before leaving. */
export async function onwardAfterSignOut(token: string): Promise<string | null> {
  const url = await signOutUrl(ssoSettings(), token, sourceOf(await headers()))
  return url?.href ?? null
}

function refusal(problem: SsoProblem) {
  return { ok: false, code: 'refused', message: ssoProblemText(problem) } as const
}

/** The same to link what is there to the operator's own account. Errors: `step_up_required`. */
export async function toIssuerToLink(context: Context, next: string): Promise<Outcome<string, 'refused'>> {
  return toIssuer({ purpose: 'link', next, operator: await mayLinkIdentity(context, {}) })
}
