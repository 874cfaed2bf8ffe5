import { cookies } from 'next/headers'
import { environment } from '@/lib/env'
import { SESSION_COOKIE_SECONDS, sessionCookie } from './session-cookie'

/** Has this browser hold the token of its session, inside a server action: at sign-in, and whenever the session is given a new one. */
export async function holdSession(token: string): Promise<void> {
  const { name, options } = sessionCookie(environment().consoleUrl)
  const jar = await cookies()
  jar.set(name, token, { ...options, maxAge: SESSION_COOKIE_SECONDS })
}
