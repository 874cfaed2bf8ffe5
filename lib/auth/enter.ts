import { cookies, headers } from 'next/headers'
import { environment } from '@/lib/env'
import type { Outcome } from '@/lib/services/command'
import { DOOR_COOKIES, type DoorCookie, doorCookieName, doorCookieOptions } from './door-cookies'
import { doorSettings } from './door-settings'
import { holdSession } from './hold-session'
import type { Credentials, SignInProblem } from './next-auth-options'
import { endSession, signInThroughNextAuth } from './operator-door'
import { sourceOf } from './request-source'
import { sessionCookie } from './session-cookie'
import { onwardAfterSignOut } from './to-issuer'

/** Signs this browser in, inside a server action. Outcomes are said in words that tell nobody which part was wrong. */
export async function enter(credentials: Credentials): Promise<Outcome<null, SignInProblem['code']>> {
  const jar = await cookies()
  const result = await signInThroughNextAuth(doorSettings(), credentials, {
    headers: Object.fromEntries(await headers()),
    cookies: Object.fromEntries(jar.getAll().map(({ name, value }) => [name, value])),
  })
  for (const cookie of DOOR_COOKIES) await setDoor(cookie, result.cookies[cookie])
  if (!result.ok) return { ok: false, code: result.problem.code, message: signInProblemText(result.problem) }
  await holdSession(result.token)
  return { ok: true, value: null }
}

/** What this browser holds around a sign-in; empty when it holds nothing. */
export async function heldAtDoor(cookie: DoorCookie): Promise<string> {
  return (await cookies()).get(doorCookieName(cookie, environment().consoleUrl))?.value.slice(0, 100) ?? ''
}

/** Has this browser hold something around a sign-in, inside a server action. Empty removes it, undefined leaves it. */
export async function setDoor(cookie: DoorCookie, value: string | undefined): Promise<void> {
  if (value === undefined) return
  const { consoleUrl } = environment()
  const options = doorCookieOptions(cookie, consoleUrl)
  const jar = await cookies()
  jar.set(doorCookieName(cookie, consoleUrl), value, { ...options, maxAge: value === '' ? 0 : options.maxAge })
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
    case 'second_factor':
      return 'Your password is right. Show your second factor now.'
    case 'wrong_proof':
      return 'This could not be confirmed, or was used already. Try again, or use another way.'
    case 'start_again':
      return 'This took too long, or was tried too often. Sign in again.'
    case 'no_role':
      return 'You are known here, but you hold no role any more, so there is nothing you may open. Ask an owner or an administrator for one.'
    case 'unavailable':
      return 'The store cannot be reached, so nobody can sign in. Try again in a moment.'
  }
}

function waitInWords(seconds: number): string {
  if (seconds < 90) return `${seconds} seconds`
  return `${Math.ceil(seconds / 60)} minutes`
}
