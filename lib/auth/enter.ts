import { cookies, headers } from 'next/headers'
import { environment } from '@/lib/env'
import type { Outcome } from '@/lib/services/command'
import { doorSettings } from './door-settings'
import type { SignInProblem } from './next-auth-options'
import { endSession, signInThroughNextAuth } from './operator-door'
import { sourceOf } from './request-source'
import { SESSION_COOKIE_SECONDS, sessionCookie } from './session-cookie'
import { onwardAfterSignOut } from './to-issuer'

/** Signs this browser in, inside a server action. Outcomes are said in words that tell nobody which part was wrong. */
export async function enter(credentials: {
  email: string
  password: string
}): Promise<Outcome<null, SignInProblem['code']>> {
  const jar = await cookies()
  const result = await signInThroughNextAuth(doorSettings(), credentials, {
    headers: Object.fromEntries(await headers()),
    cookies: Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
  })
  if (!result.ok) return { ok: false, code: result.problem.code, message: signInProblemText(result.problem) }
  const { name, options } = sessionCookie(environment().consoleUrl)
  jar.set(name, result.token, { ...options, maxAge: SESSION_COOKIE_SECONDS })
  return { ok: true, value: null }
}

/**
 * Signs this browser out, inside a server action: revokes first. Answers where to go on to: to the issuer, where the session
 * began there. Errors: `unavailable`: it is still signed in.
 */
export async function leave(): Promise<Outcome<{ onward: string | null }, never>> {
  const jar = await cookies()
  const { name, options } = sessionCookie(environment().consoleUrl)
  const token = jar.get(name)?.value
  const onward = token ? await onwardAfterSignOut(token) : null
  if (token) await endSession(doorSettings().services, token, sourceOf(await headers()))
  // Not `delete`: a browser drops a __Host- cookie only when told with Secure and Path=/.
  jar.set(name, '', { ...options, maxAge: 0 })
  return { ok: true, value: { onward } }
}

/** The sentence for a sign-in that did not go through. */
export function signInProblemText(problem: SignInProblem): string {
  switch (problem.code) {
    case 'refused':
      return 'Mail or password is not right.'
    case 'too_many_attempts':
      return `Too many attempts. Wait ${waitInWords(problem.retryAfterSeconds)} and try again.`
    case 'unavailable':
      return 'The store cannot be reached, so nobody can sign in. Try again in a moment.'
  }
}

function waitInWords(seconds: number): string {
  if (seconds < 90) return `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
